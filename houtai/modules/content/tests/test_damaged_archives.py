"""A damaged or hostile archive is refused whole, with words that say where."""

import io
import zipfile

import pytest
from django.utils.timezone import now
from PIL import Image as Raster

from houtai.core.work.actors import SYSTEM
from houtai.modules.content.models import Article
from houtai.modules.content.models.archives import zips
from houtai.modules.content.models.archives.carrying_out import carried_out
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.tests.archives import again, brought, packed, rich, seen, silent, tables

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # Reading a file asks no engine anything.


@pytest.fixture
def made(alice):
    return rich(alice)


def refused(file):
    """The words of the refusal; carrying it out all the same changes nothing either."""
    before = tables()
    with pytest.raises(BadArchive) as bad:
        seen(file)
    with pytest.raises(BadArchive):
        carried_out_after_a_look(file)
    assert tables() == before
    return str(bad.value.message)


def carried_out_after_a_look(file):
    seen(file)
    carried_out(file, name=file.name, by=SYSTEM, publish=True, batch="b", at=now(), progress=silent)


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_one_that_was_cut_in_half_says_so(made, tmp_path, form):
    file = packed(tmp_path, form)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert refused(file) == (
        f"The archive was cut off after {len(whole) // 2} bytes: its end is missing. Copy or export it again."
    )


def test_one_cut_anywhere_is_refused(made, tmp_path):
    file = packed(tmp_path, "markdown")
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 25):
        for part in (whole[:at], whole[at + 1 :]):
            file.write_bytes(part)
            with pytest.raises(BadArchive):
                seen(file)


def test_a_line_cut_in_half_is_named(made, tmp_path):
    file = again(packed(tmp_path), lambda name, data: data[: len(data) // 2] if name == "articles.jsonl" else data)
    assert refused(file).startswith("articles.jsonl:1: this is no JSON")


def test_a_changed_byte_in_the_middle_is_noticed(made, tmp_path):
    file = packed(tmp_path)
    with zipfile.ZipFile(file) as archive:
        (image, *_more) = (each for each in archive.infolist() if each.filename.startswith("images/"))
    data = bytearray(file.read_bytes())
    data[image.header_offset + 150] ^= 255
    file.write_bytes(data)
    assert refused(file) == f"{image.filename} is damaged: it is not what was written."


@pytest.mark.parametrize(
    ("form", "gone", "words"),
    [
        ("json", "articles.jsonl", "articles.jsonl is missing in it."),
        ("json", "images.jsonl", "images.jsonl is missing in it."),
        ("markdown", "1-tide-tables-go-digital.md", "1-tide-tables-go-digital.md is missing in it."),
    ],
)
def test_what_is_missing_is_named(made, tmp_path, form, gone, words):
    article = Article.objects.get()
    gone = gone.replace("1-", f"{article.pk}-")
    file = again(packed(tmp_path, form), lambda name, data: None if name == gone else data)
    assert refused(file) == words.replace("1-", f"{article.pk}-")


def plain_zip(path, how=zipfile.ZIP_DEFLATED, **members):
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["../up.md", "/etc/top.md", "a/../../b.md", "C:/x.md"])
def test_a_file_that_leads_out_is_refused(db, tmp_path, name):
    assert "leads out of the archive" in refused(plain_zip(tmp_path / "x.zip", **{name: "# x"}))


def test_a_bomb_is_not_unpacked(db, tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "TIGHT_BYTES", 2**20)
    file = plain_zip(tmp_path / "x.zip", **{"a.md": b"# x\n" + b"0" * 2**21})
    assert refused(file) == "Unpacked it would be far too large."


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_a_bound_is_refused(db, tmp_path, how):
    assert refused(plain_zip(tmp_path / "x.zip", how, **{"a.md": "# x"})).startswith("a.md is damaged")


def test_what_is_no_zip_and_what_has_no_articles_is_refused(db, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"hello")
    assert refused(tmp_path / "x.zip") == "This is no zip file."
    assert "There are no articles in it" in refused(plain_zip(tmp_path / "y.zip", **{"a.txt": "x"}))


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("---\ntitle: x\n", "a.md: the front matter has no end; the file was cut off."),
        ("---\na: &a [x]\nb: [*a, *a]\n---\n", "a.md: the front matter cannot be read (aliases are not read)."),
        ("---\n- x\n---\n", "a.md: the front matter says no names and values."),
        (b"\xff\xfe", "a.md: this is no text in UTF-8."),
    ],
)
def test_a_front_matter_that_cannot_be_read_is_named(db, tmp_path, front, words):
    assert refused(plain_zip(tmp_path / "x.zip", **{"a.md": front})) == words


def test_a_picture_with_too_many_pixels_is_refused_and_the_other_articles_are_not(db, tmp_path):
    out = io.BytesIO()
    Raster.new("1", (10_000, 9_000)).save(out, "PNG")
    texts = {"a.md": "# A\n\n![x](big.png)", "b.md": "# B\n\nWords."}
    report = brought(plain_zip(tmp_path / "x.zip", **texts, **{"big.png": out.getvalue()}))
    assert (report.counts["new"], report.counts["refused"]) == (1, 1)
    assert "more than 60 million pixels" in report.lines[0]["why"]
    assert [article.title for article in Article.objects.all()] == ["B"]
