"""Writing: validate, compare the version, write, log; the same for pages and command line."""
