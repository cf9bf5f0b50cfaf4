"""Wagtail's pages about everything tell editors nothing of articles of another desk."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from houtai.modules.content.tests.conftest import other_desk

pytestmark = pytest.mark.once("addresses")


def test_reports_are_closed(editor, client):
    other_desk()
    _prefix, reports = get_resolver().namespace_dict["wagtailadmin_reports"]
    client.force_login(editor)
    for name in filter(lambda name: isinstance(name, str), reports.reverse_dict):
        for query in ("", "?label=Quarterly", "?export=csv"):
            assert client.get(reverse(f"wagtailadmin_reports:{name}") + query).status_code == 404, name
