"""Start the command line: `python -m atlas`."""

from atlas.cli.main import main

if __name__ == "__main__":
    main()
