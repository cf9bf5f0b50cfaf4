import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from houtai.core.readers.models import Import, Reader, Tag
from houtai.core.readers.models.importing import SHORT
from houtai.core.readers.tasks import carry_out_import, check_import
from houtai.core.readers.tests.conftest import NOW
from houtai.core.workspaces.models import Outbox

LONG = "key,tag\n" + "".join(f"reader-{number},vip\n" for number in range(SHORT))


def bring(client, **data):
    return client.post(reverse("readers.add_import"), data, follow=True)


def test_a_table_is_looked_at_and_then_carried_out(client, bob):
    client.force_login(bob)
    page = bring(client, file=SimpleUploadedFile("new.csv", b"key,tag\nann,vip\n"))
    assert "Nothing was changed yet" in page.content.decode()
    assert not Tag.objects.exists()
    page = client.post(reverse("readers.import_page", args=[Import.objects.get().pk]), follow=True)
    assert Tag.objects.get().readers.count() == 1
    assert client.get(reverse("readers.imports")).status_code == 200


def test_wrong_lines_are_shown_with_their_numbers(client, bob):
    client.force_login(bob)
    page = bring(client, text="key,tag\nann,\n").content.decode()
    assert "1 line cannot be used" in page
    assert "There is no tag" in page


@pytest.mark.parametrize("data", [{}, {"text": "key,tag", "file": SimpleUploadedFile("a.csv", b"key,tag\n")}])
def test_neither_or_both_is_refused(client, bob, data):
    client.force_login(bob)
    assert bring(client, **data).status_code == 422


def test_a_long_table_goes_in_in_the_background(client, bob):
    client.force_login(bob)
    page = bring(client, file=SimpleUploadedFile("long.csv", LONG.encode()))
    assert page["Refresh"] == "2"
    row = Import.objects.get()
    check_import.func(*Outbox.objects.get(task__endswith="check_import").args)
    client.post(reverse("readers.import_page", args=[row.pk]))
    assert not Reader.objects.exists()
    wanted = Outbox.objects.get(task__endswith="carry_out_import").args
    carry_out_import.func(*wanted)
    carry_out_import.func(*wanted)
    row.refresh_from_db()
    assert (row.state, Tag.objects.get().readers.count()) == ("done", SHORT)


def test_a_stranger_is_refused_at_every_door(client, bob, charlie):
    row = Import.objects.receive(b"key,tag\nann,vip\n", name="a.csv", by=bob, at=NOW)
    client.force_login(charlie)
    for where in ("readers.imports", "readers.add_import", "readers.import_page"):
        address = reverse(where, args=[row.pk] if where == "readers.import_page" else [])
        assert client.get(address).status_code in (302, 403, 404)
        assert client.post(address).status_code in (302, 403, 404, 405)
    assert not Reader.objects.exists()
