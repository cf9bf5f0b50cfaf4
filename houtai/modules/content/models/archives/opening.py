"""Opens what somebody brought: an archive of ours, a folder of Markdown files in a zip, or one such file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from houtai.modules.content.models.archives import zips
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.foreign import record
from houtai.modules.content.models.archives.manifest import manifest
from houtai.modules.content.models.archives.packing import JSON, MANIFEST
from houtai.modules.content.models.archives.packs import LARGEST_TEXT, Foreign, Lines, Marked, Pack, Single

SUFFIXES = (".md", ".markdown", ".mdown")
# What systems and other programs put beside the texts.
ASIDE = ("__MACOSX/", ".git/", "node_modules/")


@contextmanager
def opened(path: Path, *, name: str) -> Iterator[Pack]:
    """name: what the file was called. Raises BadArchive."""
    if name.lower().endswith(SUFFIXES):
        if path.stat().st_size > LARGEST_TEXT:
            raise BadArchive(_("%(where)s is too large.") % {"where": name})
        yield Single(record(path.read_bytes(), where=name.replace("\\", "/").rpartition("/")[2]))
        return
    with zips.opened(path) as archive:
        names = [member.filename for member in archive.infolist() if not member.is_dir()]
        if MANIFEST in names:
            about = manifest(zips.read(archive, MANIFEST, most=LARGEST_TEXT))
            yield (Lines if about.form == JSON else Marked)(archive, names, about)
            return
        kept = [name for name in names if not name.startswith(ASIDE) and not name.rpartition("/")[2].startswith(".")]
        texts = sorted(name for name in kept if name.lower().endswith(SUFFIXES))
        if not texts:
            raise BadArchive(_("There are no articles in it: neither Markdown files nor an archive of ours."))
        yield Foreign(archive, kept, texts)
