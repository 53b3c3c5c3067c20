"""Lets `python -m revenant` do what the `revenant` script does."""

from revenant.cli.main import main

if __name__ == "__main__":
    main()
