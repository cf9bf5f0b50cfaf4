"""What we say for Wagtail in Chinese is said by Wagtail, and by Wagtail alone in English."""

import gettext
from pathlib import Path

import pytest
import wagtail
from django.utils.translation import gettext as said
from django.utils.translation import override

from houtai.site.wagtail_words import PERMISSIONS, WORDS

pytestmark = pytest.mark.once("what is in memory")
LOCALES = sorted(Path(wagtail.__file__).parent.glob("**/locale"))


def test_each_is_wagtails_and_has_no_chinese_of_wagtails():
    english = "".join((one / "en/LC_MESSAGES/django.po").read_text("utf-8") for one in LOCALES).replace('"\n"', "")
    chinese = [gettext.translation("django", one, ["zh_Hans"]) for one in LOCALES]
    assert [word for word in WORDS if f'msgid "{word}"\n' not in english] == []
    assert [word for word in WORDS if any(one.gettext(word) != word for one in chinese)] == []


def test_each_is_said_in_chinese():
    with override("zh-hans"):
        assert [word for word in (*WORDS, *PERMISSIONS) if said(word) == word] == []
