"""Readers load the tracker on every page."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders


def test_it_has_less_than_2048_bytes_on_the_wire():
    assert len(gzip.compress(Path(finders.find("ui/built/tracker.js")).read_bytes())) < 2048
