"""Run the command line with `python -m muster.cli`."""

from muster.cli import main

if __name__ == "__main__":
    main()
