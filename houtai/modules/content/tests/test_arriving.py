"""What an archive holds of articles is cleaned before anybody sees it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now
from wagtail.models import Revision

from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.context import current, enter
from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.tests.test_hostile import HOSTILE, harmless

CLEAN = '<p data-block-key="a1">The <strong>tide</strong>.</p><embed alt="A" embedtype="image" format="left" id="3"/>'


@pytest.mark.django_db(transaction=True)
def test_hostile_markup_of_an_archive_is_gone(tmp_path: Any, owner: Any) -> None:
    written(title="B", body=CLEAN)
    draft = written(title="A", body="<p>Hi</p>")
    Article.objects.filter(pk=draft.pk).update(body=HOSTILE, cover_url="javascript:x()")
    for revision in Revision.objects.filter(object_id=str(draft.pk)):
        content = {**revision.content, "body": HOSTILE, "source_url": 7}
        Revision.objects.filter(pk=revision.pk).update(content=content)
    export(current(), tmp_path / "a.tar", now=now())
    with enter(bring_in(tmp_path / "a.tar", now=now(), hosts=[]).pk):
        found = Article.objects.get(title="A")
        assert harmless(found.body)
        assert "Hello" in found.body
        assert found.cover_url == ""
        assert harmless(found.latest_revision.content["body"])
        assert found.latest_revision.content["source_url"] == ""
        assert Article.objects.get(title="B").body == CLEAN
