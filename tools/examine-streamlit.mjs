// Which modules of Streamlit can't be joined with others (atlas/ui/web/joined.py): those whose exports
// change after they ran, those that import such an export, and those of a form that isn't foreseen.
//
//   node tools/examine-streamlit.mjs <folder> <module> …   →   their names as JSON
//
// Needs the packages of package.json. A function that replaces itself by a faster one may stay: what
// imported the slower one still gets the same results.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyze } from "eslint-scope";
import { parse } from "espree";

const [folder, ...names] = process.argv.slice(2);
const options = { ecmaVersion: "latest", sourceType: "module", range: true };
const modules = new Map(names.map((name) => [name, examined(readFileSync(join(folder, name), "utf8"))]));

/** @param {string} text */
function examined(text) {
  const tree = parse(text, options);
  const [scope] = analyze(tree, { ecmaVersion: 2022, sourceType: "module" }).scopes.filter(({ type }) => type === "module");
  const imports = tree.body.filter(({ type }) => type === "ImportDeclaration");
  const exports = tree.body.filter(({ type }) => type.startsWith("Export"));
  const isForeseen = imports.every(({ specifiers }) => specifiers.every(({ type }) => type === "ImportSpecifier"))
    && exports.length === 1 && exports[0] === tree.body.at(-1)
    && exports[0].type === "ExportNamedDeclaration" && !exports[0].source && !exports[0].declaration;
  const changing = exports.flatMap(({ specifiers = [] }) => specifiers)
    .filter(({ local }) => changesLater(scope, local.name))
    .map(({ exported }) => exported.name);
  const imported = imports.flatMap(({ source, specifiers }) => (
    specifiers.map(({ imported: { name } }) => ({ from: source.value.replace("./", ""), name }))
  ));
  return { isForeseen, changing: new Set(changing), imported };
}

/** Whether a function of the module sets a name that isn't its own. */
function changesLater(scope, name) {
  const { defs: [{ node }], references } = scope.set.get(name);
  return references.some((reference) => {
    const { block } = reference.from.variableScope;
    return reference.isWrite() && block !== scope.block && block !== node;
  });
}

const changes = ({ from, name }) => modules.get(from)?.changing.has(name) ?? false;
const alone = names.filter((name) => {
  const { isForeseen, imported } = modules.get(name);
  return !isForeseen || imported.some(changes) || [...modules.values()].some((other) => other.imported.some((one) => one.from === name && changes(one)));
});
process.stdout.write(`${JSON.stringify(alone.sort())}\n`);
