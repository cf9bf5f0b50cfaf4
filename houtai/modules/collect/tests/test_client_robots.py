import pytest

from houtai.modules.collect.client.robots import Robots

TEXT = """
# A comment
User-agent: badbot
Disallow: /

User-agent: *
User-agent: other
Disallow: /private/   # not for robots
Allow: /private/open
Disallow: /*.pdf$
Disallow: /a/*/print
Crawl-delay: 4
Sitemap: https://news.example/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/1", False),
        ("/private/open/1", True),
        ("/%70rivate/1", False),
        ("/x/report.pdf", False),
        ("/x/report.pdf?page=2", True),
        ("/a/b/c/print/now", False),
        ("/a/print", True),
        ("/robots.txt", True),
        ("/privat", True),
    ],
)
def test_the_longest_rule_that_fits_decides(path, allowed):
    assert Robots.read(TEXT).allows(f"https://news.example{path}") is allowed


def test_the_group_that_names_us_counts_alone():
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Houtai/1.0\nDisallow: /mine\nCrawl-delay: 90\n"
    robots = Robots.read(text)
    assert robots.allows("https://news.example/other")
    assert not robots.allows("https://news.example/mine?x=1")
    assert robots.delay == 30


def test_all_groups_that_name_us_count_together():
    robots = Robots.read("User-agent: houtai\nDisallow: /a\n\nUser-agent: houtai\nDisallow: /b\n")
    assert not robots.allows("https://n.example/a")
    assert not robots.allows("https://n.example/b")


def test_an_empty_rule_and_a_page_instead_of_rules_forbid_nothing():
    for text in ("User-agent: *\nDisallow:\n", "<!doctype html><title>Sign in</title>", "", "Disallow: /\n"):
        assert Robots.read(text).allows("https://n.example/x")


def test_a_hostile_pattern_takes_no_time():
    robots = Robots.read(f"User-agent: *\nDisallow: /{'*a' * 2000}b$\n")
    assert robots.allows(f"https://n.example/{'a' * 5000}")


def test_equal_rules_are_decided_in_our_favour():
    assert Robots.read("User-agent: *\nDisallow: /x\nAllow: /x\n").allows("https://n.example/x")
