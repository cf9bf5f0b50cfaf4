"""Of the several addresses that a page gives a picture, the one of the real picture is taken, and once."""

import re

import pytest

from houtai.modules.collect.client.page import extract

SENTENCE = "The ferry now leaves every twenty minutes, which the harbour office says it can keep up all winter. "


def images(part: str) -> list[str]:
    body = f"<p>{SENTENCE * 3}</p>{part}<p>{SENTENCE * 3}</p>"
    html = extract(f"<html><body><article>{body}</article></body></html>", url="https://news.example/1").html
    return re.findall(r'<img [^>]*?src="([^"]*)"', html)


@pytest.mark.parametrize(
    "part",
    [
        '<p><img data-src="https://img.example/real.jpg" src="data:image/gif;base64,R0"></p>',
        '<p><img data-original="https://img.example/real.jpg" src="/img/placeholder.png"></p>',
        '<section><img data-src="https://img.example/real.jpg" class="rich_pages wxw-img"></section>',
        '<p><img srcset="https://img.example/small.jpg 300w, https://img.example/real.jpg 1200w"></p>',
        '<picture><source srcset="https://img.example/real.jpg 2x"><img alt="Ferry"></picture>',
        '<p><img src="https://img.example/tiny.jpg?w=20"><noscript><img src="https://img.example/real.jpg"></noscript></p>',
        '<p><img src="/1.gif" data-src=\'{"default":{"w":"73","src":"https://img.example/real.jpg"}}\'></p>',
        '<amp-img src="https://img.example/real.jpg" width="600" height="400"><div>Loading</div></amp-img>',
        '<p><img src="/static/none.gif" zoomfile="https://img.example/real.jpg" file="https://img.example/real.jpg"></p>',
        '<p><img src="https://img.example/sg_trans.gif" real_src="https://img.example/real.jpg"></p>',
        '<p><img src="https://img.example/real.jpg" data-url="/gallery/12" data-lazyload="true"></p>',
        '<p><img src="https://img.example/real.jpg" data-src="https://img.example/real_{width}.jpg"></p>',
        '<div class="lazy-image" style="background: #eee url(\'https://img.example/real.jpg\')"></div>',
        '<p><img src="https://img.example/real.jpg"><noscript><img src="/p.gif" width="1" height="1"></noscript></p>',
    ],
)
def test_the_real_picture_is_taken_once(part):
    assert images(part) == ["https://img.example/real.jpg"]


@pytest.mark.parametrize("name", ["ferry-681x1024", "unloading-cargo", "blankets", "blank-page-of-a-log", "earl-grey"])
def test_a_picture_whose_name_holds_a_word_for_placeholders_is_one(name):
    assert images(f'<p><img src="https://img.example/{name}.jpg"></p>') == [f"https://img.example/{name}.jpg"]


@pytest.mark.parametrize("name", ["blank", "lazy_loading", "img-placeholder2", "1x1", "spacer"])
def test_a_placeholder_alone_is_no_picture(name):
    assert images(f'<p><img src="https://img.example/{name}.jpg"></p>') == []


def test_what_a_forum_will_load_is_settled_against_the_page():
    part = '<p><img src="static/image/common/none.gif" file="data/attachment/forum/201204/a.jpg"></p>'
    assert images(part) == ["https://news.example/data/attachment/forum/201204/a.jpg"]


@pytest.mark.parametrize("between", ["", "<p>Between.</p>"])
def test_pictures_that_a_query_or_a_folder_tells_apart_are_all_kept(between):
    part = '<p><img src="/{}"></p>'
    for one, other in (("attachment.php?id=1", "attachment.php?id=2"), ("2010/satellite.jpg", "2020/satellite.jpg")):
        assert len(images(part.format(one) + between + part.format(other))) == 2


def test_each_of_several_pictures_with_a_spare_before_it_is_shown_once():
    part = '<noscript><img src="/{0}.jpg"></noscript><img src="data:image/gif;base64,R0" data-src="/{0}.jpg">'
    assert images(part.format("a") + part.format("b")) == ["https://news.example/a.jpg", "https://news.example/b.jpg"]


def test_the_same_picture_shown_twice_is_shown_twice():
    assert len(images('<p><img src="https://img.example/ferry.jpg"></p>' * 2)) == 2


def test_pictures_that_count_readers_are_dropped():
    assert images('<p><img src="https://count.example/p.gif" width="1" height="1"></p>') == []


def test_a_picture_with_links_in_its_caption_is_kept():
    part = (
        '<div class="thumb"><a href="/file"><img src="https://img.example/crew.jpg"></a>'
        '<div>The <a href="/crew">crew</a> of the <a href="/ferry">new ferry</a> before it left the harbour</div></div>'
    )
    assert images(part) == ["https://img.example/crew.jpg"]


def test_a_picture_of_any_height_is_none_that_counts_readers():
    assert images('<p><img src="https://img.example/a.jpg" width="570" height="0"></p>') == [
        "https://img.example/a.jpg"
    ]


def test_neighbours_of_the_same_plain_file_name_are_different_pictures():
    assert len(images('<p><img src="https://img.example/a/800.jpg"><img src="https://img.example/b/800.jpg"></p>')) == 2


def test_a_preview_of_the_same_file_is_dropped():
    address = "https://img.example/{}/1*new-ferry-at-the-pier.png"
    part = f'<figure><div><img src="{address.format(60)}"></div><img src="{address.format(1200)}"></figure>'
    assert images(part) == [address.format(1200)]


def test_a_background_behind_words_is_decoration():
    assert images('<div class="image-box" style="background-image: url(/paper.png)"><p>Words on paper</p></div>') == []
