"""A file of articles is kept in one folder, whatever a row says that comes from an archive of a workspace."""

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.utils.timezone import now

from houtai.core.workspaces import engine
from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.context import current, enter
from houtai.modules.content.models import Export, Import
from houtai.modules.content.models.transfer import KEPT


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["../../../secret", "{home}/secret", "", "..", "A" * 32, "0" * 31 + "\n"])
def test_no_other_file_is_read_or_deleted(token, alice, client):
    home = engine.folder_of(current()).parents[1]
    secret = home / "secret"
    secret.write_text("secret")
    row = Export(by=alice, at=now() - KEPT, token=token.format(home=home), state=Export.State.READY)
    with pytest.raises(SuspiciousFileOperation):
        row.path  # noqa: B018 - asking is enough
    if len(row.token) <= 32:
        row.save()
        client.force_login(alice)
        assert client.get(f"/desk/content/export/{row.pk}/file/").status_code == 400
        assert Export.objects.tidy(now=now()) == 1
    assert secret.read_text() == "secret"


@pytest.mark.django_db(transaction=True)
def test_what_stands_for_a_file_stays_behind(alice, tmp_path):
    Export.objects.create(by=alice, at=now())
    Import.objects.create(by=alice, at=now(), name="a.zip")
    export(current(), tmp_path / "a.tar", now=now())
    with enter(bring_in(tmp_path / "a.tar", now=now(), hosts=[]).pk):
        assert (Export.objects.count(), Import.objects.count()) == (0, 0)
    assert (Export.objects.count(), Import.objects.count()) == (1, 1)
