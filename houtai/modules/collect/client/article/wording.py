"""How lines are worded that stand in articles and are none of them, in English and Chinese."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Announces links.
LEADS = any_of(
    r"(related|recommended|popular|trending)(\W*$|\s*[:：|]| (content|coverage|videos?|pages?|resources|searches)\b"
    r"| (stor(y|ies)|articles?|posts?|reads?|reading|news|links?|topics?|items?|now|today|for you|from|on|in)\b)",
    r"more (from|on|in|stories|news)\b|read (more|next|also)|see also\s*:",
    r"also read|you (may|might) (also )?(like|be interested)|up next|don.t miss|editors?['’]? (picks?|choice)",
    r"most (read|popular)|相关(阅读|新闻|报道|文章|链接|推荐|资讯|专题)|推荐(阅读|文章|新闻)|延伸阅读|拓展阅读",
    r"热门(文章|推荐|新闻|阅读)|更多(阅读|新闻|精彩|内容|相关)|猜你喜欢|往期(回顾|推荐|精彩|文章)|精彩(推荐|回顾)",
    r"此前报道|阅读推荐|大家都在看|为您推荐|编辑推荐",
)
# Whole lines that are never prose, wherever they stand.
ANYWHERE = any_of(
    r"advertisements?|sponsored( content)?|(story|article) continues (below|after).*|continue reading.*",
    r"share|share (this|on) ?[\w ]{0,30}|tweet|print( this)?|(loading|正在加载)\W*",
    r"(scroll|click) (down )?(for|to) .{0,40}",
    r"(sign up|subscribe)\b.{0,80}(newsletter|inbox|updates?|alerts?)\W*|follow us on .{0,40}|skip (to|past) .{0,60}",
    r"广告|点击(查看|阅读|进入|加载)(更多|全文|原文|专题)?.{0,12}|加载更多|展开全文|阅读(原文|全文)|返回.{0,6}[,，]\s*查看更多",
    r"分享到?[:：]?.{0,16}|[上下]一篇[:：]?.{0,60}|打印(本页)?|关闭(窗口)?|收藏|举报|【?打印】?\s*【?关闭】?",
)
# Calls to follow, scan or install, and the small print: found in a short line at the start or the end.
AT_THE_EDGE = any_of(
    r"(扫码|扫一扫|扫描|长按|识别).{0,20}(二维码|关注|下载|识别|加群|入群)|二维码.{0,12}(关注|下载|识别)",
    r"(欢迎|点击|请|记得|扫码).{0,14}关注.{0,24}(公众号|微信|视频号|微博|我们|蓝字)|点击.{0,6}(上方|下方)?蓝字",
    r"(点\W?赞|分享).{0,6}在看|点(个|一下|击|亮)?\W?在看(?![来到台])|(添加|关注).{0,20}(公众号|微信号)|设为.{0,3}星标",
    r"(^\W*|微信|[请可])搜索?.{0,12}公众号|(^\W*|(点击|扫码|立即|请|欢迎).{0,4})下载(?!量).{0,14}(客户端|app)",
    r"第一时间免费试玩|\bdownload (the|our) .{0,30}app\b|^like us on facebook",
    r"^follow .{0,60}\b(twitter|facebook|instagram|telegram|whatsapp|linkedin)\b",
    r"^(all rights reserved|copyright ©|©).{0,100}$|^(tags|topics|filed under|posted in|categories)\s*:",
)
# A Chinese sentence that ends as one has to urge besides.
URGING = any_of(r"二维码|扫码|扫一扫|长按|点击|立即|欢迎|^\W*(请|关注|添加|搜索?|下载|记得|喜欢|觉得)")
# What a page tells about the text above it, where we keep it as facts.
ABOUT = any_of(
    r"(发布|发表|更新)?(时间|日期|来源|作者|编辑|浏览|点击|阅读|字号|字体|发布者|发布人)\s*[:：]",
    r"(信息来源|文章来源|稿件来源|浏览次数|阅读次数)\s*[:：]",
    r"(published|updated|posted|last (updated|modified))( on| at)?\s*:?\s*\w.{0,12}\d{4}",
)
MOMENT = re.compile(
    r"\W*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(\s*\d{1,2}\s*[:：]\s*\d{2}([:：]\d{2})?)?\W*"
)
# Begins or ends the line below a picture that says what it shows, or who took it.
CAPTION = any_of(
    r"^\s*[▲△▼◀◁↑]|^\s*[（(]?(图|图片|配图|资料图|图为|图源|摄影)\s*[\d一二三四五六七八九]*\s*[:：|/／丨]",
    r"(供图|摄|资料图|截图|图源.{0,12}|/摄|photo: .{2,40}|photo by .{2,40}|getty images)\s*[)）】]?\s*$",
)
