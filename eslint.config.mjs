// Habits and sizes of the JavaScript; names and types are tsc's affair (jsconfig.json).
import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    files: ["atlas/render/**/*.js"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off", // tsc knows the browser's names
      eqeqeq: "error",
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      // the house's sizes (Python has the same)
      complexity: ["error", 10],
      "max-depth": ["error", 3],
      "max-lines": ["error", 500],
      "max-lines-per-function": ["error", 50],
      "max-params": ["error", 5],
    },
  },
  // a plain script within each map saved as HTML
  { files: ["atlas/render/html/*.js"], languageOptions: { sourceType: "script" } },
];
