"""The rules of the house (docs/architecture.md), each one a test."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "atlas"
PAGES = sorted((ROOT / "pages").glob("*.py"))

# From the ground floor up; rooms of one floor don't import each other.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "memory"}),
    frozenset({"model"}),
    frozenset({"sources", "disclosure", "measures"}),
    frozenset({"pipeline", "checks", "rows"}),
    frozenset({"comparable", "stands", "own"}),
    frozenset({"shown"}),
    frozenset({"findings", "questions"}),
    frozenset({"atlas"}),
    frozenset({"views"}),
    frozenset({"render"}),
    frozenset({"ui", "cli_german", "cli_options"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
# German stands in these files only (and in catalogue.toml): errors and problems carry their
# sentences with them, formulas describe themselves, the rest of the words is in views.
GERMAN_FILES = frozenset(
    {
        "errors.py",
        "model/boundary_texts.py",
        "model/formulas.py",
        "model/logo_texts.py",
        "model/own_texts.py",
        "model/problem_texts.py",
        "model/stand_texts.py",
        "model/toml_texts.py",
        "views/map_texts.py",
        "views/overview_texts.py",
        "views/own_texts.py",
        "views/texts.py",
        "views/chart_texts.py",
        "views/cli_texts.py",
    }
)


@cache
def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> list[tuple[str, ast.stmt]]:
    """List (module, statement) of every import in a file, in functions too."""
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(f"{node.module}.{alias.name}", node) for alias in node.names]
    return found


def rooms_imported(path: Path) -> set[str]:
    parts = [name.split(".") for name, _ in imports(path)]
    return {names[1] for names in parts if names[0] == "atlas" and len(names) > 1}


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_room_imports_only_lower_floors(path):
    if name_of(path) == "__init__.py":
        assert not rooms_imported(path)
        return
    own = room_of(path)
    above = {room for room in rooms_imported(path) - {own} if floor_of(room) >= floor_of(own)}
    assert not above


def test_files_of_a_room_import_each_other_without_circles():
    edges = {name_of(path): _neighbours(path) for path in modules()}
    done: set[str] = set()
    while ready := {name for name, on in edges.items() if name not in done and on <= done}:
        done |= ready
    assert done == set(edges)


def _neighbours(path: Path) -> set[str]:
    candidates = set()
    for name, _ in imports(path):
        if not name.startswith("atlas"):
            continue
        inner = name.split(".")[1:]
        for length in range(1, len(inner) + 1):
            file = "/".join(inner[:length])
            candidates |= {f"{file}.py", f"{file}/__init__.py"}
    return {name_of(other) for other in modules()} & candidates - {name_of(path)}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_streamlit_stays_on_the_top_floor(path):
    assert room_of(path) == "ui" or not any(
        name.split(".")[0].startswith("streamlit") for name, _ in imports(path)
    )


@pytest.mark.parametrize("path", sorted((PACKAGE / "model").glob("*.py")), ids=name_of)
def test_the_model_imports_the_standard_library_and_the_errors_only(path):
    foreign = {
        name.split(".")[0]
        for name, _ in imports(path)
        if not name.startswith(("atlas.model", "atlas.errors"))
        and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert not foreign


@pytest.mark.parametrize("path", sorted((PACKAGE / "model").glob("*.py")), ids=name_of)
def test_the_classes_of_the_model_are_frozen(path):
    tree = tree_of(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not _is_enum(node):
            decorators = [ast.unparse(item) for item in node.decorator_list]
            assert any("frozen=True" in item and "slots=True" in item for item in decorators)


def _is_enum(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base) in {"StrEnum", "IntEnum"} for base in node.bases)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_inside_functions_say_why(path):
    lines = path.read_text("utf-8").splitlines()
    tree = tree_of(path)
    inner = {
        statement.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for statement in ast.walk(function)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    }
    for number in inner:
        around = lines[max(0, number - 3) : number]
        assert any("#" in line and "noqa" not in line.split("#", 1)[1][:6] for line in around) or (
            "(" in lines[number - 1].partition("noqa")[2]
        ), f"line {number}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_is_swallowed_printed_asserted_or_evaluated(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert caught not in {"everything", "Exception", "BaseException"}
            assert not all(isinstance(line, ast.Pass) for line in node.body)
        assert not isinstance(node, ast.Assert)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "eval", "exec"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_german_stands_where_it_belongs(path):
    if name_of(path) in GERMAN_FILES:
        return
    tree = tree_of(path)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    german = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in docstrings
        and re.search("[äöüÄÖÜß]", node.value)
    ]
    assert not german


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_open_ask_choose_and_show(path):
    own = {name.split(".")[0] for name, _ in imports(path)}
    assert own <= {"__future__", "atlas"}
    assert rooms_imported(path) <= {"ui", "views"}
    tree = tree_of(path)
    assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)


TEST_FILES = sorted((ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("path", TEST_FILES, ids=lambda path: path.stem)
def test_every_test_asserts_something(path):
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert _asserts(node), node.name


def _asserts(function: ast.FunctionDef) -> bool:
    text = ast.unparse(function)
    return any(isinstance(node, ast.Assert) for node in ast.walk(function)) or any(
        word in text for word in ("pytest.raises", "assert_", "expect(")
    )
