from pathlib import Path

import pytest

from houtai.site.translation.catalogs import Check, merge, read
from houtai.site.translation.sources import App

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
label = _("Articles")
count = ngettext("%(n)s article", "%(n)s articles", 2)
verb = pgettext("verb", "Open")
refusal = say("Nothing was done.")
"""
TEMPLATE = """{% load i18n %}
<ul>
  <li title="{% translate 'Waiting' %}">
      {% blocktranslate count n=n trimmed %}
        One draft
      {% plural %}
        {{ n }} drafts
      {% endblocktranslate %}
    it's (unbalanced
"""


@pytest.fixture
def app(tmp_path: Path) -> App:
    folder = tmp_path / "news"
    (folder / "templates").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "models.py").write_text(PYTHON)
    (folder / "templates" / "list.html").write_text(TEMPLATE)
    (folder / "tests" / "test_news.py").write_text('_("Only a test")')
    return App(folder=folder, root=tmp_path)


def translated(app: App, translations: dict[str, str]) -> None:
    merge(app=app)
    po = app.po(language="zh_Hans")
    text = po.read_text()
    for source, translation in translations.items():
        before, after = text.split(f'"{source}"\n', 1)
        text = f'{before}"{source}"\n' + after.replace('""', f'"{translation}"', 1)
    po.write_text(text)


def faults(*apps: App) -> list[str]:
    return list(Check().faults(apps=apps))


ALL = {
    "Articles": "文章",
    "%(n)s article": "%(n)s 篇文章",
    "Open": "打开",
    "Nothing was done.": "未做任何更改。",
    "Waiting": "等待中",
    "One draft": "%(n)s 份草稿",
}


def test_texts_of_python_and_templates_are_found_and_those_of_tests_are_not(app):
    found = {message.id for message in app.texts() if message.id}
    assert found == {
        "Articles",
        ("%(n)s article", "%(n)s articles"),
        "Open",
        "Nothing was done.",
        "Waiting",
        ("One draft", "%(n)s drafts"),
    }


def test_a_merge_keeps_translations_and_writes_the_same_bytes_again(app):
    translated(app, ALL)
    before = app.po(language="zh_Hans").read_bytes()
    assert merge(app=app) is False
    assert app.po(language="zh_Hans").read_bytes() == before
    assert read(app.po(language="zh_Hans")).get("Articles").string == "文章"


def test_a_complete_translation_has_no_faults(app):
    translated(app, ALL)
    assert faults(app) == []


def test_an_untranslated_text_is_named(app):
    translated(app, {source: text for source, text in ALL.items() if source != "Waiting"})
    assert faults(app) == ["news/locale/zh_Hans/LC_MESSAGES/django.po: 'Waiting' is not translated"]


def test_a_text_that_left_the_source_is_named_and_the_next_merge_drops_it(app):
    translated(app, ALL)
    (app.folder / "models.py").write_text(PYTHON.replace("Articles", "Stories"))
    assert any("'Articles' is no longer in the source" in fault for fault in faults(app))
    merge(app=app)
    assert "Articles" not in app.po(language="zh_Hans").read_text()


def test_a_lost_placeholder_is_named(app):
    translated(app, {**ALL, "%(n)s article": "几篇文章"})
    assert faults(app) == [
        "news/locale/zh_Hans/LC_MESSAGES/django.po: '%(n)s article' and its translation have different placeholders"
    ]


def test_a_percent_sign_that_would_be_read_as_a_placeholder_is_named(app):
    translated(app, {**ALL, "%(n)s article": "%(n)s 篇，95% 已读"})
    fault = "the translation of '%(n)s article' has a single %; it is written twice"
    assert faults(app) == [f"news/locale/zh_Hans/LC_MESSAGES/django.po: {fault}"]


def test_one_text_said_in_two_ways_is_named(app, tmp_path):
    translated(app, ALL)
    other = App(folder=tmp_path / "other", root=tmp_path)
    other.folder.mkdir()
    (other.folder / "models.py").write_text('_("Articles")')
    translated(other, {"Articles": "稿件"})
    assert len(faults(app, other)) == 1
    assert "'Articles' is '稿件' here and '文章' in news" in faults(app, other)[0]
