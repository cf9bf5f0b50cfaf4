"""`bench NAME` measures the goals of one part: runs `run` of bench/NAME.py, which gives rows."""

from __future__ import annotations

from houtai.site.measuring import Measuring


class Command(Measuring):
    help = "Measure goals beside their peers on this machine. Ends with 1 when one does not hold."
    package = "bench"
    kind = "benchmark"
