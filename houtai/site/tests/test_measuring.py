"""`bench` and `eval` run what lies in their folders, and say what there is when asked for anything else."""

import pytest
from django.core.management import CommandError, call_command

from houtai.site.management.commands.bench import Command as Bench
from houtai.site.management.commands.eval import Command as Eval


def test_each_finds_its_own():
    assert "events" in Bench().names()
    assert "extraction" in Eval().names()
    assert "rows" not in Bench().names()


@pytest.mark.parametrize("words", [["bench", "nonsense"], ["eval", "nonsense", "--data", "."]])
def test_what_is_not_there_is_refused_with_what_is(words):
    with pytest.raises(CommandError, match="There are: "):
        call_command(*words)
