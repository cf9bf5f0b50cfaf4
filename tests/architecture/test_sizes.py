"""Short files and functions: the figures of the style this project follows."""

from statistics import median, quantiles

from tests.architecture.tree import functions, lines, python_files, short


def ninetieth(figures: list[int]) -> float:
    return quantiles(figures, n=10)[-1]


def test_no_file_passes_300_lines():
    assert [short(path) for path in python_files(tests=True) if len(lines(path)) > 300] == []


def test_no_function_passes_50_lines():
    assert [name for path in python_files() for name, length in functions(path) if length > 50] == []


def test_files_are_short_on_the_whole():
    lengths = [len(lines(path)) for path in python_files() if lines(path)]
    assert median(lengths) <= 60
    assert ninetieth(lengths) <= 150


def test_functions_are_short_on_the_whole():
    lengths = [length for path in python_files() for _name, length in functions(path)]
    assert median(lengths) <= 8
    assert ninetieth(lengths) <= 25
