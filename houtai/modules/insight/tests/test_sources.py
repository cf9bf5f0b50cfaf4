"""Where readers come from, told by the host before."""

import pytest

from houtai.modules.insight.models.sources import kind_of, kinds

OWN = {"news.example"}
HOSTS = {
    "": "direct",
    "news.example": "within",
    "www.baidu.com": "search",
    "m.baidu.com": "search",
    "www.sogou.com": "search",
    "www.so.com": "search",
    "www.google.co.uk": "search",
    "cn.bing.com": "search",
    "mp.weixin.qq.com": "social",
    "m.weibo.cn": "social",
    "www.zhihu.com": "social",
    "www.toutiao.com": "social",
    "tieba.baidu.com": "social",
    "t.co": "social",
    "mail.google.com": "mail",
    "mail.qq.com": "mail",
    "somewhere.example": "other",
    "notbaidu.com": "other",
    "also.com": "other",
    "xx.com": "other",
}


@pytest.mark.parametrize(("host", "kind"), HOSTS.items())
def test_a_host_belongs_to_one_kind_of_source(host, kind):
    assert kind_of(host, own=OWN) == kind


def test_all_views_are_in_one_kind_each():
    found = kinds({"": 3, "www.baidu.com": 2, "a.example": 1}, pushed=4, own=OWN)
    assert found == {"direct": 3, "within": 0, "search": 2, "social": 0, "push": 4, "mail": 0, "other": 1}
