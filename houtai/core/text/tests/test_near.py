"""Texts that are nearly the same are found; others are not."""

from houtai.core.text.near import bands, signature, similarity

CHINESE = (
    "编辑部今天把收稿流程改成了共享队列，每个班次都能看到等待处理的稿件，平均处理时间缩短了一半，读者也更早看到消息。"
)
ENGLISH = (
    "The harbour office has replaced its paper forms with a shared queue that every shift can see from its own desk. "
    * 2
)


def test_a_signature_is_the_same_on_every_machine():
    assert signature("a shared queue").hex()[:32] == signature("A  shared\nqueue!").hex()[:32]
    assert len(signature(CHINESE)) == 256


def test_a_small_change_stays_near():
    for text, changed in [(CHINESE, CHINESE.replace("一半", "大半")), (ENGLISH, ENGLISH + "It works.")]:
        one, other = signature(text), signature(changed)
        assert similarity(one, other) > 0.7
        assert set(bands(one)) & set(bands(other))


def test_other_texts_are_far():
    one, other = signature(CHINESE), signature("港口今天发布了一份关于潮汐和风力的观测报告，数据来自十二个浮标。")
    assert similarity(one, other) < 0.2
    assert not set(bands(one)) & set(bands(other))


def test_texts_without_words_are_like_nothing():
    assert signature("…!") == b""
    assert bands(b"") == []
    assert similarity(b"", b"") == 0.0
