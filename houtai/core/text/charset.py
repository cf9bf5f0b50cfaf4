"""Turns bytes from outside into text, whatever they say about themselves."""

from __future__ import annotations

import codecs
import re

from houtai.core.text.guessing import guessed
from houtai.core.text.labels import LABELS

BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
PROLOG = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""")
META = re.compile(rb"""<meta[^>]{1,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
HEAD = 65_536

# What browsers read by these names (WHATWG Encoding Standard) is a superset of what the names say.
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
# A page that can be read up to a declaration in its own markup is not written in one of these.
WIDE = {"utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}
REFUSED = {"utf-7"}

WESTERN = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)}
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
COMMON_HAN = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")
MOSTLY = 0.7
FAULTS = 0.02


def western(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that are not UTF-8 as windows-1252, and goes on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(WESTERN[byte] for byte in error.object[error.start : error.end]), error.end


codecs.register_error("houtai-western", western)


def decode(data: bytes, *, declared: str = "") -> str:
    """The text of `data`. `declared` is the charset of the Content-Type header, if it had one.

    In this order: byte order mark; UTF-8 when the bytes are UTF-8, whatever was declared; the header; the
    document's own declaration; a charset of East Asia when the bytes look like it; UTF-8 with some bad bytes;
    windows-1252, which never fails.
    """
    for mark, name in BOMS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    names = [name for name in (known(declared), *inside(data)) if name]
    for name in [*(names[:1] if seven_bit(names) else []), "utf-8", *names]:
        text = strict(data, name)
        if text is not None:
            return text
    return lenient(data, names)


def lenient(data: bytes, names: list[str]) -> str:
    """For bytes that are wholly right in no charset: the one with few faults."""
    high = len(HIGH.findall(data))
    if len(b"".join(SEQUENCE.findall(data))) >= high * MOSTLY:
        return data.decode("utf-8", "houtai-western")
    text = guessed(data)
    if text is not None:
        return text
    if len(COMMON_HAN.findall(data)) * 2 >= high * MOSTLY:
        return data.decode("gb18030", "replace")
    for name in names:
        text = data.decode(name, "replace")
        if name != "utf-8" and text.count("\ufffd") <= len(text) * FAULTS:
            return text
    return data.decode("latin-1").translate(WESTERN)


def strict(data: bytes, name: str) -> str | None:
    if name == "cp1252":
        return data.decode("latin-1").translate(WESTERN)
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def inside(data: bytes) -> list[str]:
    found = PROLOG.search(data[:1024]) or META.search(data[:HEAD])
    name = known(found[1].decode("ascii", "ignore")) if found else ""
    return [] if name in WIDE else [name]


def seven_bit(names: list[str]) -> bool:
    """These look like ASCII, and so like UTF-8, until they are read by their own name."""
    return bool(names) and (names[0].startswith("iso2022") or names[0] in WIDE)


def known(name: str) -> str:
    """Our codec for a charset's name, or "" when there is none that decodes text."""
    try:
        label = name.strip().strip("\"'")
        found = codecs.lookup(LABELS.get(label.lower(), label))
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name in REFUSED:
        return ""
    return WIDER.get(found.name, found.name)
