from __future__ import annotations

import json

from lxml.html import fromstring
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.images.widgets import AdminImageChooser


def start(html: str) -> dict[str, object]:
    page = fromstring(f"<div>{html}</div>")
    assert page.find(".//script") is None
    config: dict[str, object] = json.loads(page.find(".//span[@data-start='chooser']").get("data-config"))
    return config


def test_a_picture_chooser_starts_without_inline_script(db):
    config = start(AdminImageChooser().render("cover", None, {"id": "id_cover"}))
    assert config == {"name": "ImageChooser", "arguments": ["id_cover", {"modalUrl": "/desk/images/chooser/"}]}


def test_a_task_chooser_starts_without_inline_script(db):
    assert start(AdminTaskChooser().render("task", None, {"id": "id_task"}))["arguments"] == ["id_task"]
