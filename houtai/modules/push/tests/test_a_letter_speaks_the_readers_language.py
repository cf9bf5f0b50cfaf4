import pytest

from houtai.modules.push.client.letter import letter
from houtai.modules.push.tests.sinking import message

ADDRESS = {"email": "anna@example.com"}


@pytest.mark.parametrize(
    ("language", "spoken"), [("zh-CN", "zh-hans"), ("zh", "zh-hans"), ("en-GB", "en"), ("fr", "en"), ("", "en")]
)
def test_a_letter_is_written_in_our_language_that_is_nearest_to_the_readers(language, spoken):
    mail = letter(message("k1", ADDRESS, language=language))
    page = mail.get_body(("html",))
    assert page is not None
    assert f'<html lang="{spoken}">' in page.get_content()
