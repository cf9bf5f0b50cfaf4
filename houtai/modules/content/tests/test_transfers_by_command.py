"""Articles go out and come in by command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from houtai.core.work.models import Decision
from houtai.core.workspaces.context import current
from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import written

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once("the same import as at the desk")]


def run(*words):
    out, errors = StringIO(), StringIO()
    call_command(*map(str, words), stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


def test_out_and_in_again(tmp_path, alice):
    article, file = written(title="Tide", body="<p>Ebb.</p>"), tmp_path / "a.zip"
    assert "1 articles, 0 pictures" in run("export_articles", current(), file)[0]
    assert run("import_articles", current(), file)[0] == "0 new, 0 changed, 1 same, 0 refused, 0 pictures\n"
    with pytest.raises(CommandError, match="is there already"):
        run("export_articles", current(), file)
    draft = article.get_latest_revision_as_object()
    draft.title = "Other"
    draft.save_revision()
    assert "1 changed" in run("import_articles", current(), file, "--dry-run")[0]
    assert not Decision.objects.exists()
    assert "1 changed" in run("import_articles", current(), file, "--as", alice.email)[0]
    assert Decision.objects.get().user == alice
    assert Article.objects.get().get_latest_revision_as_object().title == "Tide"


def test_what_is_wrong_is_said(tmp_path):
    file = tmp_path / "x.zip"
    file.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(CommandError, match=r"was cut off after 16 bytes.* Nothing was changed"):
        run("import_articles", current(), file)
    with pytest.raises(CommandError, match="no workspace"):
        run("export_articles", "nowhere", tmp_path / "y.zip")
    with pytest.raises(CommandError, match="Nobody here"):
        run("import_articles", current(), file, "--as", "nobody@example.com")
