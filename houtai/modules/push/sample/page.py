"""What was received, as a page for whoever tries it by hand."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join

from houtai.modules.push.sample.received import Books

SHOWN = 100


def page(books: Books) -> str:
    rows = format_html_join(
        "\n",
        '<tr><td>{}</td><td>{}</td><td><a href="{}" rel="noopener">{}</a></td><td>{}</td><td>{}</td></tr>',
        (
            (one.channel, one.address, link(one.url), one.title, one.body[:300], one.key)
            for one in reversed(books.received[-SHOWN:])
        ),
    )
    problems = format_html_join("\n", "<li>{}</li>", ((text,) for text in books.problems[-SHOWN:]))
    return format_html(PAGE, len(books.received), sum(books.repeats.values()), len(books.problems), problems, rows)


def link(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else "#"


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Received</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="3">
<style>body{{font:16px/1.5 system-ui;margin:2rem}}td,th{{text-align:start;padding:.3rem .8rem .3rem 0;
vertical-align:top;border-bottom:1px solid #ddd}}</style></head><body>
<h1>Received: {}</h1><p>Repeats: {}. Refused: {}.</p><ul>{}</ul>
<table><thead><tr><th>Channel</th><th>Address</th><th>Title</th><th>Text</th><th>Key</th></tr></thead>
<tbody>{}</tbody></table></body></html>"""
