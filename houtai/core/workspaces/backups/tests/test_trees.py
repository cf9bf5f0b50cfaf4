"""Which files of a workspace are in its back-ups."""

from pathlib import Path

from houtai.core.workspaces.backups.trees import walk


def test_a_file_of_media_may_be_called_as_the_database_is(tmp_path: Path) -> None:
    for name in ("db.sqlite3", "db.sqlite3-wal", "media/documents/db.pdf", "media/db.png", "events/log.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert {str(file.relative_to(tmp_path)) for file in walk(tmp_path)} == {"media/documents/db.pdf", "media/db.png"}
