"""Full-text search in Chinese and English, the same on both engines.

A text becomes words (`words.py`), and so does what people type (`query.py`). The words are kept beside the text by its
module, in a table derived from `document.Document`; each engine keeps an index over them by itself (`sqlite.py`,
`postgresql.py`, and nothing else here knows one). `found.py` ranks, pages and counts; `excerpt.py` shows where.
"""
