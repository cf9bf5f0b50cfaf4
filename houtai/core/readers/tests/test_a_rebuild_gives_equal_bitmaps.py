from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from houtai.core.readers import erasing
from houtai.core.readers.following import follow
from houtai.core.readers.models import Bitmap, Reader, ReaderTag, Tag
from houtai.core.readers.models.bitmap import Key
from houtai.core.readers.rebuilding import built, rebuild
from houtai.core.readers.tasks import erase_events
from houtai.core.readers.tests.conftest import NOW, event
from houtai.core.workspaces.models import Outbox

VISITORS = st.sampled_from("abcd")
STEPS = st.one_of(
    st.tuples(
        st.just("events"),
        st.lists(st.tuples(VISITORS, st.sampled_from(["view", "read"]), st.integers(0, 3), st.booleans()), max_size=9),
    ),
    st.tuples(st.just("identify"), st.lists(st.tuples(VISITORS, st.sampled_from("xy")), min_size=1, max_size=2)),
    st.tuples(st.sampled_from(["tag", "untag", "city", "erase"]), st.integers(0, 5)),
)


def act(step, argument, happened, round_):
    match step:
        case "events" if argument:
            rows = [event(f"{round_}{who}", name, ago=ago, simulated=sim) for who, name, ago, sim in argument]
            happened(*rows)
            follow(now=NOW)
        case "identify":
            happened(*[event(f"{round_}{who}", "identify", reader=f"{round_}{key}") for who, key in argument])
            follow(now=NOW)
        case "tag" | "untag" | "city" | "erase":
            change(step, Reader.objects.there().order_by("pk")[argument : argument + 1].first())


def change(step, reader):
    tag = Tag.objects.get_or_create(name="vip")[0]
    match step:
        case "tag" if reader:
            ReaderTag.objects.give(tag, [reader.pk], how="hand", at=NOW)
        case "untag" if reader:
            ReaderTag.objects.take(tag, [reader.pk])
        case "city" if reader:
            reader.attributes = {"city": reader.pk % 2}
            reader.save()
        case "erase" if reader:
            erasing.erase(reader, at=NOW)
            while (waiting := Outbox.objects.filter(task__endswith="erase_events")).exists():
                wanted = waiting.first()
                wanted.delete()
                erase_events.func(*wanted.args)


rounds = iter(range(10**6))


# Examples share one database, so a smaller one after a failure would tell nothing.
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_whatever_happened_what_was_kept_is_what_is_built(happened, steps):
    round_ = next(rounds)
    for step, argument in steps:
        act(step, argument, happened, round_)

    assert Bitmap.objects.found() == built()


def test_a_rebuild_puts_right_what_is_wrong(happened):
    happened(event("a"))
    follow(now=NOW)
    before = Bitmap.objects.found()
    Bitmap.objects.keep({Key("tag", "99"): BitMap([7])}, before={})
    assert rebuild() == [Key("tag", "99")]
    assert Bitmap.objects.found() == before
