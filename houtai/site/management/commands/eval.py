"""`eval NAME` judges one part on real public data: runs `run` of bench/evals/NAME.py, which gives rows."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from houtai.site.measuring import Measuring


class Command(Measuring):
    help = "Judge how well a part does on real public data, beside its peers. Ends with 1 when a goal does not hold."
    package = "bench.evals"
    kind = "evaluation"
    takes = ("quick", "data")

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--data", type=Path, required=True, help="the folder of test data, such as ../shared/data")
