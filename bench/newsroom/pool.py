"""What titles and texts are put together from: words of a port city's paper, in Chinese and in English."""

from __future__ import annotations

ZH = {
    "place": "临港 滨江 东港 西湾 老城 新区 南岸 北站 沿海 山城 河口 开发区 古镇 高新区 半岛 三角洲 保税区 江北 湖滨",
    "who": "港务局 市民 气象台 检察院 交通局 中学生 渔民 图书馆 博物馆 环保部门 志愿者 消防员 研究团队 农户 工程师 "
    "医院 供电公司 法院 邮政局 足球队 乐团 海关 统计局",
    "did": "公布 讨论 启用 暂停 扩建 调查 纪念 回应 修复 试行 更新 拍卖 检查 推广 取消 庆祝 研究 展出",
    "what": "潮汐表 新码头 地铁线路 停车规则 古建筑 海水质量 夜间航班 学区划分 台风预案 电子发票 旧船厂 垃圾分类 "
    "医保报销 粮食储备 跨海大桥 公园改造 冬季供暖 水价 货运统计 灯塔 候鸟保护区 老年食堂 数字档案 集装箱堆场",
}
EN = {
    "place": "Harbour North Old-Town Riverside Airport Coastal Hillside Delta Eastern Western Lakeside Island Central "
    "Upland Southern Market Mill Garden Bridge Quarry",
    "who": "council residents engineers fishers teachers courts hospitals drivers researchers farmers museums courier "
    "firefighters auditors students brewers rangers pilots nurses clerks choirs retailers planners ferries",
    "did": "publish debate open suspend extend investigate remember answer repair test update auction inspect promote "
    "cancel celebrate study exhibit",
    "what": "tide-tables quay tramline parking-rules warehouses water-quality night-flights school-districts invoices "
    "shipyard timetables recycling insurance granary footbridge park heating water-prices freight-figures "
    "lighthouse wetlands canteens archives drills container-yard storm-plans",
}
AUTHORS_ZH = (
    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗",
    "伟 芳 娜 敏 静 磊 洋 艳 勇 军 杰 娟 涛 明 超 霞 平 刚 桂英 晓东 文博 思远 雨桐 海燕",
)


LEADS = ("昨天", "今天上午", "本周", "上月", "据悉")
TAILS = ("并听取了意见", "预计明年完成", "费用由财政承担", "详情见官网", "记者随后到现场查看", "部分街道受影响")
NEXT = ("It starts next month.", "The budget is unchanged.", "Objections are due by Friday.", "Work takes two years.")


def array(words: str | tuple[str, ...]) -> str:
    """As SQL writes it. Of our own words only: none holds a quotation mark."""
    each = words.split() if isinstance(words, str) else words
    return "ARRAY[" + ",".join(f"'{word.replace('-', ' ')}'" for word in each) + "]"


def pick(words: str | tuple[str, ...], salt: int, by: str = "n") -> str:
    """An SQL expression: one of the words, drawn by the number of the row, always the same."""
    count = len(words.split()) if isinstance(words, str) else len(words)
    return f"({array(words)})[1 + {chance(salt, count, by)}]"


def chance(salt: int, below: int, by: str = "n") -> str:
    """An SQL expression: a whole number under `below`, drawn by the number of the row."""
    return f"((hashint8extended({by}, {salt}) & 2147483647) % {below})::int"


def is_zh(by: str = "n") -> str:
    return f"{chance(7, 10, by)} < 7"


def zh(salt: int, by: str = "n") -> str:
    return " || ".join(pick(words, salt + place, by) for place, words in enumerate(ZH.values()))


def en(salt: int, by: str = "n") -> str:
    return " || ' ' || ".join(pick(words, salt + place, by) for place, words in enumerate(EN.values()))


def text_zh(sentences: int) -> str:
    each = (f"{pick(LEADS, n + 5)} || {zh(n)} || '，' || {pick(TAILS, n + 6)} || '。'" for n in salts(sentences))
    return " || ".join(each)


def text_en(sentences: int) -> str:
    return " || ' ' || ".join(f"{en(n)} || '. ' || {pick(NEXT, n + 6)}" for n in salts(sentences))


def salts(count: int) -> range:
    return range(100, 100 + 10 * count, 10)
