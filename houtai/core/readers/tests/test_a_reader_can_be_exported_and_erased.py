import json
from datetime import timedelta

import pyarrow as pa
from django.core.management import call_command
from django.urls import reverse

from houtai.core.events.erasing import history
from houtai.core.events.log import assignment_log, assignments
from houtai.core.events.schema import ASSIGNMENTS, visitor_of
from houtai.core.readers.erasing import Encoder, erase, export
from houtai.core.readers.following import follow
from houtai.core.readers.models import Address, Bitmap, Erasure, Reader, Visitor
from houtai.core.readers.rebuilding import built
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
    erase(ann, at=NOW)
    assert not Reader.objects.exists()
    assert not Address.objects.exists()
    assert not Bitmap.objects.exists()
    at_once, _again = Outbox.objects.filter(task__endswith="erase_events").order_by("created_at")
    erase_events.func(*at_once.args)
    assert history(visitors).num_rows == 0


def test_what_was_still_on_its_way_is_erased_an_hour_later(happened):
    ann = known(happened)
    visitors = list(Visitor.objects.values_list("pk", flat=True))
    erase(ann, at=NOW)
    at_once, again = Outbox.objects.filter(task__endswith="erase_events").order_by("created_at")
    erase_events.func(*at_once.args)
    happened(event("a"))
    assert history(visitors).num_rows == 1
    assert at_once.run_after is None
    assert again.run_after > at_once.created_at
    erase_events.func(*again.args)
    assert history(visitors).num_rows == 0


def test_events_on_their_way_do_not_bring_a_reader_back_but_coming_again_does(happened):
    erase(known(happened), at=NOW)
    happened(event("a"), event("a", "identify", reader="ann"), event("b"))
    assert follow(now=NOW).readers == 1
    assert not Reader.objects.filter(key="ann").exists()
    happened(event("a", at=NOW + timedelta(days=1)))
    assert follow(now=NOW).readers == 1
    Erasure.objects.tidy(now=NOW)
    assert history([visitor_of("a")]).num_rows == 1
    assert Bitmap.objects.found() == built()


def test_assignments_are_erased_too(happened):
    ann = known(happened)
    row = {name: [None] for name in ASSIGNMENTS.names} | {"reader": [ann.pk], "day": [NOW.date()]}
    assignment_log().append(pa.table(row, schema=ASSIGNMENTS))
    erase(ann, at=NOW)
    erase_events.func(*Outbox.objects.filter(task__endswith="erase_events").first().args)
    assert not [each for each in assignments().to_pyarrow()["reader"].to_pylist() if each == ann.pk]


def test_a_manager_takes_out_all_that_is_kept_and_others_do_not(client, happened, alice, bob, charlie):
    where = reverse("readers.export", args=[known(happened).pk])
    client.force_login(alice)
    assert client.get(where).json()["rows"]["readers.address"][0]["value"] == {"email": "ann@example.com"}
    for other in (bob, charlie):
        client.force_login(other)
        assert client.get(where).status_code in (302, 403, 404)


def test_the_command_finds_a_reader_by_key_or_number(happened, capsys):
    ann = known(happened)
    call_command("readers", "export", f"#{ann.pk}")
    assert "ann@example.com" in capsys.readouterr().out
    call_command("readers", "rebuild")
    assert capsys.readouterr().out.startswith("0 ")
