"""Without a guard the walk finds something, with it nothing; so none of them is there for nothing.

Guards that cover for each other are taken away together: stamped rows turn most leaks into errors, so a page that
would show the twin's permissions breaks instead. Deletions are proved where users are deleted.
"""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache

from houtai.core.workspaces.guards import known
from tests.twins import lifting, probes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("guards know no engine; the walks are taken with all of them on every engine"),
]

NEEDED = {
    "content types": (lifting.content_types, probes.pages),
    "permission policies": (lifting.guard("permission policies"), probes.rights),
    "cache keys": (lifting.cache_keys, probes.pages),
    "hosts": (lifting.hosts, probes.pages),
    "storage": (lifting.storage, probes.files),
    "sessions": (lifting.sessions, probes.cookies),
    "tasks": (lifting.tasks, probes.work),
    "image signatures": (lifting.guard("image signatures"), probes.signatures),
    "rendition threads": (lifting.guard("rendition threads"), probes.renditions),
    "rich text parsers": (lifting.guard("rich text parsers"), probes.texts),
    "rows": (lifting.guard("rows"), probes.used(Group.objects.first, lambda row: row.refresh_from_db())),
    "queries": (lifting.guard("queries"), probes.used(lambda: Group.objects.filter(name="Editors"), list)),
    "results": (lifting.guard("results"), probes.used(probes.read, list)),
}


def test_without_each_guard_in_turn_something_is_found(filled, subtests):
    for name, (lifted, probe) in NEEDED.items():
        with subtests.test(name):
            cache.clear()
            assert probe(filled) == []
            cache.clear()
            with lifted(filled):
                assert probe(filled) != []


def test_no_guard_is_left_out():
    assert known().keys() - NEEDED.keys() == {"deletions"}
