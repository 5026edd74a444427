"""`python -m dechaff` is `dechaff`."""

from dechaff.cli import main

if __name__ == "__main__":
    main(prog_name="dechaff")
