"""Pictures, documents and collections stand in the menu of those who work with some of them."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.admin.wagtail_hooks import CollectionsMenuItem
from wagtail.documents.wagtail_hooks import DocsSearchArea, DocumentsMenuItem
from wagtail.images.wagtail_hooks import ImagesMenuItem, ImagesSearchArea
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.permissions import policy_registry

from conftest import person

pytestmark = pytest.mark.django_db
KINDS = {
    "image": [ImagesMenuItem, ImagesSearchArea],
    "document": [DocumentsMenuItem, DocsSearchArea],
    "collection": [CollectionsMenuItem],
}


def shown(rf, user, kind):
    request = rf.get("/")
    request.user = user
    return [item("x", "/", name="x").is_shown(request) for item in KINDS[kind]]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_wagtail_would_say(rf, owner, alice, bob, charlie, kind):
    """Whatever the collection, whatever the right but choosing, and whoever has no right anywhere."""
    part = Collection.get_first_root_node().add_child(name="Part")
    some = Group.objects.create(name="Some")
    people = [owner, alice, bob, charlie, person("dora", "Some"), person("ed")]
    for verb in ("add" if kind == "collection" else "choose", "change"):
        right = Permission.objects.get(codename=f"{verb}_{kind}")
        GroupCollectionPermission.objects.create(group=some, collection=part, permission=right)
        model = right.content_type.model_class()
        policy = policy_registry.get_by_type(model)
        people = [type(user).objects.get(pk=user.pk) for user in people]
        told = [policy.user_has_any_permission(user, ["add", "change", "delete"]) for user in people]
        assert [shown(rf, user, kind) for user in people] == [[one] * len(KINDS[kind]) for one in told]
        assert told[-2:] == [verb != "choose", False]


def test_a_right_in_one_collection_is_none_everywhere():
    some, right = Group.objects.create(name="Some"), Permission.objects.get(codename="add_image")
    part = Collection.get_first_root_node().add_child(name="Part")
    GroupCollectionPermission.objects.create(group=some, collection=part, permission=right)
    dora = person("dora", "Some")
    assert dora.get_all_permissions() == {"wagtailimages.add_image somewhere"}
    assert not dora.has_perm("wagtailimages.add_image")
