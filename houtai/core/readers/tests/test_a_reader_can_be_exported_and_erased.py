import json

from django.core.management import call_command

from houtai.core.events.erasing import history
from houtai.core.readers.erasing import Encoder, erase, export
from houtai.core.readers.following import follow
from houtai.core.readers.models import Address, Bitmap, Reader, Visitor
from houtai.core.readers.tasks import erase_events
from houtai.core.readers.tests.conftest import NOW, event
from houtai.core.workspaces.models import Outbox


def known(happened):
    happened(event("a"), event("a", "identify", reader="ann"))
    follow(now=NOW)
    ann = Reader.objects.get(key="ann")
    Address.objects.create(reader=ann, channel="email", value={"email": "ann@example.com"}, digest="1", since=NOW)
    return ann


def test_an_export_holds_rows_and_events(happened):
    found = json.loads(json.dumps(export(known(happened)), cls=Encoder))
    assert found["rows"]["readers.address"][0]["value"] == {"email": "ann@example.com"}
    assert [row["name"] for row in found["events"]] == ["view", "identify"]


def test_erasing_leaves_nothing(happened):
    ann = known(happened)
    visitors = list(Visitor.objects.values_list("pk", flat=True))
    erase(ann)
    assert not Reader.objects.exists()
    assert not Address.objects.exists()
    assert not Bitmap.objects.exists()
    at_once, _again = Outbox.objects.filter(task__endswith="erase_events").order_by("created_at")
    erase_events.func(*at_once.args)
    assert history(visitors).num_rows == 0


def test_what_was_still_on_its_way_is_erased_an_hour_later(happened):
    ann = known(happened)
    visitors = list(Visitor.objects.values_list("pk", flat=True))
    erase(ann)
    at_once, again = Outbox.objects.filter(task__endswith="erase_events").order_by("created_at")
    erase_events.func(*at_once.args)
    happened(event("a"))
    assert history(visitors).num_rows == 1
    assert at_once.run_after is None
    assert again.run_after > at_once.created_at
    erase_events.func(*again.args)
    assert history(visitors).num_rows == 0


def test_the_command_finds_a_reader_by_key_or_number(happened, capsys):
    ann = known(happened)
    call_command("readers", "export", f"#{ann.pk}")
    assert "ann@example.com" in capsys.readouterr().out
    call_command("readers", "rebuild")
    assert capsys.readouterr().out.startswith("0 ")
