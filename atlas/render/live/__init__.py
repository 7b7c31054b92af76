"""The live map in the browser: messages, geometry and its JavaScript."""
