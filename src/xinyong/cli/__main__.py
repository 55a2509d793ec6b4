"""`python -m xinyong.cli` is `xinyong`."""

from xinyong.cli.main import main

if __name__ == "__main__":
    main()
