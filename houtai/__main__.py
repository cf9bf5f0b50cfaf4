"""`python -m houtai …` is the command line; `bin/houtai` sets up what is missing and calls it."""

from houtai.site.command_line import main

if __name__ == "__main__":
    main()
