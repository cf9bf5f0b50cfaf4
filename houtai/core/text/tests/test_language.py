"""The language of a text is named, or left open when the text does not show it."""

import pytest

from houtai.core.text.language import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("编辑部今天发布了新的流程", "zh"),
        ("編輯部今天發布了 iPhone 的新聞", "zh"),
        ("編集部は今日、新しい手順を発表しました", "ja"),
        ("편집부는 오늘 새로운 절차를 발표했다", "ko"),
        ("Редакция сегодня объявила о новом порядке", "ru"),
        ("Редакція сьогодні оголосила їхній новий порядок і їжу", "uk"),
        ("The desk has said that it is in use with the new queue", "en"),
        ("Die Redaktion hat sich mit dem neuen Ablauf nicht auf das Team verlassen", "de"),
        ("La rédaction a choisi une file pour les articles qui ne sont pas dans le journal", "fr"),
        ("La redacción no ha dicho que el proceso es para los artículos de la semana", "es"),
        ("A redação não disse que o processo é para os artigos da semana, mas em uma fila", "pt"),
        ("پاکستان کے لیے امریکی امداد", "ur"),
        ("12:30", ""),
        ("", ""),
        ("Xqz Frobnitz Wibble", ""),
    ],
)
def test_a_language_is_known_by_its_script_or_its_small_words(text, code):
    assert language(text) == code
