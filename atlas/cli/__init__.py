"""The command line: `python -m atlas …`."""
