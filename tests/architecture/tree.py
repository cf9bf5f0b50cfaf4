"""The source tree as the architecture tests see it."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.parent for path in (ROOT / "houtai" / "modules").glob("*/__init__.py"))


def python_files(*, tests: bool = False) -> list[Path]:
    """Python files of the product, migrations excepted, which Django writes; with `tests`, those of the tests too."""
    folders = ["houtai", "tests", "bench"] if tests else ["houtai"]
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts and (tests or "tests" not in path.parts)]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of each function in lines of code: from its `def` to its end, without its docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{short(path)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1 - docstring(node)


def docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the docstring, 0 without one."""
    opening = node.body[0]
    written = isinstance(opening, ast.Expr) and isinstance(opening.value, ast.Constant)
    return (opening.end_lineno or 0) - opening.lineno + 1 if written and ast.get_docstring(node) else 0


def tracked() -> list[Path]:
    """Every file of the repository, and those about to enter it."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]
