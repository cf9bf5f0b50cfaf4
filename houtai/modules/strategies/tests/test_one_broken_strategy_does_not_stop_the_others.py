import pytest

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting
from houtai.modules.strategies.models import Run
from houtai.modules.strategies.tests.conftest import LONG, look, run, written

pytestmark = pytest.mark.django_db


def test_the_others_have_their_turn_and_the_fault_is_told(alice, monkeypatch):
    broken, sound = written(name="Broken"), written(name="Sound")
    for strategy in (broken, sound):
        run("publish", strategy, by=alice)
        run("shadow", strategy, by=alice)
    monkeypatch.setattr(type(sound), "hindrance", lambda self, *, answers: 1 / 0 if self.name == "Broken" else "")
    waiting(1, words=LONG)
    with pytest.raises(ExceptionGroup) as told:
        look()
    assert [type(error) for error in told.value.exceptions] == [ZeroDivisionError]
    assert Run.objects.get().strategy == sound
    assert Decision.objects.filter(mode="shadow", strategy=sound.key).count() == 1
