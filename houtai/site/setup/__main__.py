"""`bin/setup [--dev]`: prints a line for each thing it makes, and nothing when all is there."""

import argparse
import fcntl
import os
import sys

from houtai.site.setup import ROOT, SetupError
from houtai.site.setup.islands import build_islands, install_npm_packages
from houtai.site.setup.messages import compile_messages
from houtai.site.setup.packages import install_packages, make_environment


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/setup", description="Make whatever this checkout lacks.")
    parser.add_argument("--dev", action="store_true", help="also what the checks and tests need")
    asked = parser.parse_args()
    # Two first starts at once would install into each other.
    checkout = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(checkout, fcntl.LOCK_EX)
    try:
        make_everything(dev=asked.dev)
    except SetupError as error:
        print(f"bin/setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return 0


def make_everything(*, dev: bool) -> None:
    """Raises SetupError at the first thing that cannot be made."""
    make_environment()
    install_packages(dev=dev)
    install_npm_packages()
    build_islands()
    compile_messages()


if __name__ == "__main__":
    sys.exit(main())
