"""A Markdown file without a front matter has its title from its first heading."""

import pytest

from houtai.modules.content.models.archives.foreign import titled


@pytest.mark.parametrize(
    ("text", "title", "below"),
    [
        ("# Tide\nEbb.", "Tide", "Ebb."),
        ("\n \n#\tTide tables ## \t\n\nEbb.", "Tide tables", "\nEbb."),
        ("# Tide", "Tide", ""),
        ("# Tide # and ebb #\n", "Tide # and ebb", ""),
        ("#Tide\n", "from file", "#Tide\n"),
        ("#   \nEbb.", "from file", "#   \nEbb."),
        # So many blanks took hours.
        ("# a" + " " * 20_000 + "b\nEbb.", ("a" + " " * 20_000)[:300], "Ebb."),
        ("# " + " " * 20_000 + "a" + "#" * 20_000 + " b", "a" + "#" * 299, ""),
    ],
)
def test_it_is_the_title(text, title, below):
    assert titled(text, "from-file.md") == (title, below)
