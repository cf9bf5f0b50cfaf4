"""Hosts that readers come from, by kind. These lists are the documentation: add hosts here."""

SEARCH = (
    "google", "bing.com", "baidu.com", "sogou.com", "so.com", "sm.cn", "duckduckgo.com", "yandex", "ecosia.org",
    "search.yahoo", "search.brave.com", "startpage.com", "qwant.com", "naver.com", "seznam.cz",
)  # fmt: skip
SOCIAL = (
    "weixin.qq.com", "wx.qq.com", "weibo.com", "weibo.cn", "t.cn", "zhihu.com", "toutiao.com", "douyin.com",
    "xiaohongshu.com", "xhslink.com", "bilibili.com", "b23.tv", "douban.com", "tieba.baidu.com", "qzone.qq.com",
    "kuaishou.com", "v2ex.com", "facebook.com", "fb.me", "instagram.com", "twitter.com", "x.com", "t.co",
    "linkedin.com", "lnkd.in", "reddit.com", "news.ycombinator.com", "youtube.com", "tiktok.com", "pinterest",
    "telegram.org", "t.me", "whatsapp.com", "wa.me", "threads.net", "bsky.app", "mastodon", "vk.com", "line.me",
)  # fmt: skip
MAIL = (
    "mail.google.com", "mail.qq.com", "mail.163.com", "mail.126.com", "mail.sina", "mail.yahoo", "outlook.live.com",
    "outlook.office.com", "outlook.office365.com", "mail.ru", "mail.proton.me", "exmail.qq.com",
    "com.google.android.gm",
)  # fmt: skip
# How the names above may end that are whole hosts.
TOP = {"com", "cn", "org", "net", "tv", "me", "app", "ru", "in", "gm", "cz", "co"}
