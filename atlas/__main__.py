"""Start the command line: `python -m atlas`."""

import gc

# While modules are loaded there is nothing to collect: looking for it costs a tenth of the time.
gc.disable()

from atlas.cli.main import main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    main()
