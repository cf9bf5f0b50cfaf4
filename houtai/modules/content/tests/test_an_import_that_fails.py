"""An import that stops midway says what it did, and that can be taken back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houtai.core.work import undo
from houtai.modules.content import tasks
from houtai.modules.content.models import Article, Import
from houtai.modules.content.models.archives.carrying import Carrying

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def begun(desk):
    """Two articles, about to be brought."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("a", "b"):
            archive.writestr(f"{name}.md", f"# {name.title()}\n\nWords.")
    desk.post("/desk/content/import/", {"file": SimpleUploadedFile("two.zip", out.getvalue())})
    row = Import.objects.get()
    tasks.check_import.call(row.pk)
    desk.post(row.get_absolute_url())
    return row


@pytest.fixture
def stopped(begun, monkeypatch):
    write = Carrying.write

    def full(carrying, article, **about):
        if article.title == "B":
            raise OSError(28, "No space left on device")
        return write(carrying, article, **about)

    monkeypatch.setattr(Carrying, "write", full)
    with pytest.raises(OSError, match="No space"):
        tasks.carry_out_import.call(begun.pk)
    monkeypatch.setattr(Carrying, "write", write)
    return begun


def titles():
    return sorted(Article.objects.values_list("title", flat=True))


def page(desk, row):
    return desk.get(row.get_absolute_url()).content.decode()


def test_it_says_how_much_is_done_and_takes_that_back(desk, stopped):
    assert titles() == ["A"]
    said = page(desk, stopped)
    assert "Stopped midway" in said
    assert "One article is here as the file has it" in said
    assert "Articles that are here already are as they were" not in said
    assert desk.post(stopped.get_absolute_url(), {"undo": "1"}).status_code == 302
    tasks.undo_import.call(stopped.pk)
    # What the worker would try once more.
    tasks.carry_out_import.call(stopped.pk)
    assert titles() == []
    assert "One article was taken back." in page(desk, stopped)


def test_a_second_try_does_the_rest_and_all_of_it_can_be_taken_back(desk, stopped):
    tasks.carry_out_import.call(stopped.pk)
    assert titles() == ["A", "B"]
    desk.post(stopped.get_absolute_url(), {"undo": "1"})
    tasks.undo_import.call(stopped.pk)
    assert titles() == []


def test_what_a_killed_worker_had_done_can_be_taken_back(desk, begun):
    tasks.carry_out_import.call(begun.pk)
    Import.objects.filter(pk=begun.pk).update(state=Import.State.DONE, report={"new": 0, "changed": 0, "same": 2})
    assert "Take back this import" in page(desk, begun)


def test_taking_back_that_failed_can_be_tried_again(desk, begun, monkeypatch):
    tasks.carry_out_import.call(begun.pk)
    desk.post(begun.get_absolute_url(), {"undo": "1"})
    with monkeypatch.context() as broken:
        broken.setattr(undo, "undo", lambda *_args, **_about: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.undo_import.call(begun.pk)
    assert "2 articles are here as the file has them" in page(desk, begun)
    assert desk.post(begun.get_absolute_url(), {"undo": "1"}).status_code == 302
    for _worker in range(2):
        tasks.undo_import.call(begun.pk)
    assert titles() == []
    assert "2 articles were taken back." in page(desk, begun)
