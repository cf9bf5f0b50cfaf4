"""Bytes become text, whatever they say about themselves."""

import pytest

from houtai.core.text.charset import decode

TEXT = "编辑部今天发布了新的流程，Café 与 naïve。"
CHINESE = "编辑部今天发布了新的流程，大家都在等待处理的稿件。"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_without_any_declaration(codec):
    assert decode(CHINESE.encode(codec)) == CHINESE


@pytest.mark.parametrize("declared", ["", "gbk", "iso-8859-1", "nonsense", "utf-7", "base64"])
def test_utf8_wins_over_a_wrong_declaration(declared):
    assert decode(TEXT.encode(), declared=declared) == TEXT


@pytest.mark.parametrize(
    ("text", "codec", "head"),
    [
        ("Пример ленты", "koi8-r", '<?xml version="1.0" encoding="koi8-r"?>'),
        ("Пример ленты", "cp1251", '<html><meta charset="windows-1251">'),
        ("新聞編輯", "big5", '<meta http-equiv="Content-Type" content="text/html; charset=big5">'),
        ("編集部", "shift_jis", "<meta charset='Shift_JIS'>"),
        ("編集部", "cp932", "<meta charset=x-sjis>"),
        ("编辑部", "gb18030", "<meta charset=x-gbk>"),
        ("שלום", "iso8859-8", "<meta charset=iso-8859-8-i>"),
        ("Euro € naïve", "cp1252", '<?xml version="1.0" encoding="iso-8859-1"?>'),
    ],
)
def test_a_document_says_its_own_charset(text, codec, head):
    assert decode((head + text).encode(codec)) == head + text


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp932", "編集部は今日、新しい手順を公開しました。"),
        ("euc_jp", "編集部は今日、新しい手順を公開しました。"),
        (
            "cp949",
            "편집부는 오늘 새로운 절차를 공개했다. 모두가 처리를 기다리는 원고를 볼 수 있으며 시간이 반으로 줄었다.",
        ),
        (
            "big5",
            "編輯部今天發布了新的流程，大家都在等待處理的稿件，這是我們的工作，每一個人都可以看到，時間也少了一半，不用再等。",
        ),
        ("gb18030", "编辑部今天发布了新的流程，这是我们的工作，上海港的设施也在其中。"),
    ],
)
def test_undeclared_bytes_are_read_by_the_letters_that_come_out(codec, text):
    assert decode(text.encode(codec)) == text


def test_the_header_comes_before_the_document():
    assert decode('<meta charset="koi8-r">Привет'.encode("cp1251"), declared="windows-1251").endswith("Привет")


def test_latin_bytes_under_a_wrong_declaration_are_recovered():
    assert decode('<?xml version="1.0" encoding="UTF-8"?>Anaïs'.encode("latin-1")).endswith("Anaïs")


def test_one_bad_byte_does_not_lose_the_rest():
    assert decode(CHINESE.encode() + b"\xff").startswith(CHINESE)
    assert decode(CHINESE.encode("gb18030") + b"\xff").startswith(CHINESE)


def test_a_seven_bit_charset_is_believed():
    assert decode("編集".encode("iso-2022-jp"), declared="iso-2022-jp") == "編集"


def test_no_bytes_are_an_empty_text():
    assert decode(b"") == ""
