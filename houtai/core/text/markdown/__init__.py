"""Texts as Markdown (CommonMark with tables and strikethrough), in and out.

What Markdown cannot say stands in it as HTML, one block a line, so that reading gives back what was written.
"""

from houtai.core.text.markdown.portable import Address, numbers, portable
from houtai.core.text.markdown.reading import referring, settled, stored
from houtai.core.text.markdown.shaping import Find
from houtai.core.text.markdown.writing import markdown

__all__ = ["Address", "Find", "markdown", "numbers", "portable", "referring", "settled", "stored"]
