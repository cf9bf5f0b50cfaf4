"""Wagtail's page for deleting many snippets shows nothing to those who may not delete them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from conftest import person
from houtai.core.workspaces.roles import grant

pytestmark = pytest.mark.once("which page Wagtail's registry gives")
TITLE = "Quarterly secrets"


def row_of(model):
    names = {field.name for field in model._meta.fields}
    row = model(**{"name" if "name" in names else "title": TITLE}, **({"slug": "secrets"} if "slug" in names else {}))
    row.save()
    return row


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.label_lower)
def test_whoever_may_not_delete_is_refused_and_told_no_titles(model, db, client):
    label, name = model._meta.app_label, model._meta.model_name
    key = row_of(model).pk
    grant("Lookers", "wagtailadmin.access_admin", f"{label}.view_{name}")
    grant("Guests", "wagtailadmin.access_admin")
    asked = f"{reverse('wagtail_bulk_action', args=[label, name, 'delete'])}?id={key}"
    for role, status in (("Lookers", 302), ("Guests", 404)):
        client.force_login(person(role.lower(), role))
        listed = client.get(reverse(model.snippet_viewset.get_url_name("list"))).content.decode()
        assert (TITLE in listed) == (role == "Lookers")
        for method in (client.get, client.post):
            answer = method(asked)
            assert (answer.status_code, TITLE in answer.content.decode()) == (status, False)
    assert model.objects.filter(pk=key).exists()
