"""A text that is being written together is changed inside its room, and whoever writes goes on writing."""

import pytest
from django.apps import apps

from houtai.modules.content.tests.archives import again, brought, packed
from houtai.modules.content.tests.conftest import written

pytestmark = pytest.mark.django_db


def test_the_room_says_what_the_file_says_and_keeps_its_history(alice, tmp_path):
    article = written(title="Tide", body="<p>Some words.</p><p>More.</p>")
    room = apps.get_model("coedit.Room").objects.seeded(article, "body")
    file = again(packed(tmp_path, "markdown"), lambda name, data: data.replace(b"Some words", b"Many words"))
    assert brought(file, alice).counts["changed"] == 1
    epoch, base = room.epoch, bytes(room.base)
    room.refresh_from_db()
    assert (room.epoch, bytes(room.base)) == (epoch, base)
    assert room.html() == "<p>Many words.</p><p>More.</p>"
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().body == room.html()
