import csv
import io

from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from houtai.core.ui.export import SIGNS, SafeExport, safe_cell
from houtai.core.ui.tables import Written

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", '=HYPERLINK("x")']


class Names(SafeExport):
    shown = [Written("name", write=str, accessor=str), Written("size", write=str, accessor=len)]


def read(rows):
    text = b"".join(Names().stream_csv(rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_no_formula_survives():
    assert all(safe_cell(formula).startswith("'") for formula in FORMULAS)


def test_harmless_text_and_numbers_stay_as_they_are():
    assert safe_cell("收藏 = 3") == "收藏 = 3"
    assert safe_cell(-5) == -5
    assert safe_cell(None) is None


def test_markup_of_a_cell_is_exported_as_its_text():
    assert safe_cell(format_html("<b>{}</b>", "=1 & 2")) == "'=1 & 2"


@given(st.text())
def test_no_text_begins_as_a_formula(text):
    assert not safe_cell(text).lstrip().startswith(SIGNS)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))))
def test_a_file_has_a_row_for_each_row_whatever_is_in_it(rows):
    assert [cells[0] for cells in read(rows)[1:]] == [safe_cell(row) for row in rows]


def test_a_semicolon_begins_no_cell_of_its_own():
    assert b'"a;=1+1"' in b"".join(Names().stream_csv(["a;=1+1"]))


def test_excel_is_told_that_the_file_is_unicode():
    assert next(iter(Names().stream_csv([]))) == b"\xef\xbb\xbf"
