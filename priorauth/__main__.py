"""Lets ``python -m priorauth`` run the command line."""

from priorauth.cli import main

if __name__ == "__main__":
    main()
