"""Names of charsets that browsers know and Python does not (WHATWG Encoding Standard)."""

from __future__ import annotations

CODECS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "gb18030": "x-gbk csgb2312 gb_2312 gb_2312-80",
    "big5hkscs": "cn-big5 x-x-big5",
    "cp932": "x-sjis windows-31j",
    "euc_jp": "x-euc-jp cseucpkdfmtjapanese",
    "cp949": "windows-949 cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601",
    "cp874": "windows-874 dos-874 iso885911",
    "cp1252": "x-cp1252 iso88591 x-user-defined",
    "cp1254": "x-cp1254 iso88599",
    "iso8859-6": "iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i iso88596",
    "iso8859-7": "sun_eu_greek iso88597",
    "iso8859-8": "iso-8859-8-e iso-8859-8-i csiso88598e csiso88598i iso88598 logical visual",
    "iso8859-15": "csisolatin9 iso885915",
    "koi8-r": "koi koi8",
    "koi8-u": "koi8-ru",
    "mac-roman": "csmacintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
    "utf-16-be": "unicodefffe",
    **{f"cp{page}": f"x-cp{page}" for page in (1250, 1251, 1253, 1255, 1256, 1257, 1258)},
    **{f"iso8859-{part}": f"iso8859{part}" for part in (2, 3, 4, 5, 10, 13, 14)},
}
LABELS = {label: codec for codec, labels in CODECS.items() for label in labels.split()}
