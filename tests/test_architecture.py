"""The rules of the house (docs/architecture.md): one test each, which lists its offenders."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "atlas"
PAGES = sorted((ROOT / "pages").glob("*.py"))
TEST_FILES = sorted((ROOT / "tests").rglob("test_*.py"))

# From the ground floor up; rooms of one floor don't import each other.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "memo"}),
    frozenset({"model"}),
    frozenset({"sources", "disclosure", "measures"}),
    frozenset({"pipeline", "checks"}),
    frozenset({"editions"}),
    frozenset({"atlas", "journal"}),
    frozenset({"desk"}),
    frozenset({"views"}),
    frozenset({"render"}),
    frozenset({"commands"}),
    frozenset({"ui", "cli"}),
    frozenset({"__main__"}),
)
# German stands in these files only (and in catalogue.toml): errors and problems carry their
# sentences with them, formulas describe themselves, two enumerations hold what people write into
# files and read in lists, the rest of the words is beside its views.
GERMAN_FILES = re.compile(
    r"errors\.py|model/(formulas|problems|custom_areas)\.py|.*/(\w+_)?texts\.py"
)
GERMAN = re.compile(
    r"[äöüÄÖÜß]|\b(der|das|und|nicht|ist|sind|wird|werden|wurde|eine?|einen|einer|keine?|von|vom|zum"
    r"|zur|auf|aus|bei|nach|oder|Sie|Jahre?|Gebiet|Ebene|Werte?|Karte|Tabelle|Zahl|Fehler|Datei"
    r"|Hinweis|Warnung|Entwurf|Beschluss|Prozentpunkte|Summe|Stadt|Kreis|Einheit|Quelle)\b"
)


DECORATED = ("frozen=True", "slots=True", "kw_only=True")


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts))


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


def packages_imported(path: Path) -> set[str]:
    return {name.split(".")[0] for name, _ in imports(path)}


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def test_a_room_imports_only_lower_floors():
    offenders = {
        f"{name_of(path)} → {room}"
        for path in modules()
        if name_of(path) != "__init__.py"
        for room in rooms_imported(path) - {room_of(path)}
        if floor_of(room) >= floor_of(room_of(path))
    }
    assert not offenders


def test_the_package_itself_imports_no_room():
    assert not rooms_imported(PACKAGE / "__init__.py")


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


def test_the_audit_imports_nothing_of_the_suppression_it_checks():
    audit = {"attack", "auditor", "audit_solver"}
    offenders = {
        f"{name} → {imported}"
        for name in audit
        for imported, _ in imports(PACKAGE / "disclosure" / f"{name}.py")
        if imported.startswith("atlas.disclosure") and imported.split(".")[2] not in audit
    }
    assert not offenders


# Who keeps the data names what was delivered; readers get what was protected (architecture.md).
KEEPERS = {"sources", "pipeline", "checks", "disclosure", "desk"}
OBSERVATION = re.compile(r"observations?|YearFile|Area_?Data|ObservationKey", re.IGNORECASE)
OPAQUE = {"AreaData", "read_area_data", "area_data"}
"""What `editions/build.py` may name: it hands on what it read, unseen, to be protected."""
OPEN_FACTS = {"area", "crosswalks", "references", "claims"}
"""What it may take out of it: nothing of that is delivered."""


def test_only_keepers_name_observations():
    offenders = {
        f"{name_of(path)}: {name}"
        for path in (*modules(), *PAGES)
        if path in PAGES or room_of(path) not in KEEPERS
        for name in names_in(path)
        if OBSERVATION.search(name)
        and not (path == PACKAGE / "editions" / "build.py" and name in OPAQUE)
    }
    assert not offenders


def names_in(path: Path) -> Iterator[str]:
    """Names, attributes, parameters, keywords and last parts of imports in a file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Name | ast.alias | ast.arg | ast.keyword):
            yield getattr(node, "id", getattr(node, "name", getattr(node, "arg", ""))) or ""
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").rpartition(".")[2]


def test_an_edition_is_built_from_what_was_protected():
    taken = {
        node.attr
        for node in ast.walk(tree_of(PACKAGE / "editions" / "build.py"))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "data"
    }
    assert taken == OPEN_FACTS


def test_readers_cannot_reach_the_keepers_door():
    doors = ("atlas.desk", "atlas.disclosure", "atlas.sources.observations")
    readers = {"atlas", "views", "render", "ui"}
    offenders = {
        f"{path.name} → {name}"
        for path in (*modules(), *PAGES)
        for name, _ in imports(path)
        if (name.startswith("atlas.desk") and room_of_any(path) not in {"cli", "commands"})
        or (room_of_any(path) in readers and name.startswith((*doors, "atlas.sources.area_data")))
    }
    assert not offenders


def room_of_any(path: Path) -> str:
    return "ui" if path in PAGES else room_of(path)


def test_streamlit_stays_on_the_top_floor():
    offenders = {
        name_of(path)
        for path in modules()
        if room_of(path) != "ui"
        and any(name.startswith("streamlit") for name in packages_imported(path))
    }
    assert not offenders


def test_the_model_imports_the_standard_library_and_the_errors_only():
    offenders = {
        f"{name_of(path)} → {name}"
        for path in modules()
        if room_of(path) == "model"
        for name, _ in imports(path)
        if not name.startswith(("atlas.model", "atlas.errors"))
        and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert not offenders


def test_the_classes_of_the_model_are_frozen_slotted_and_keyword_only():
    offenders = {
        f"{name_of(path)}: {node.name}"
        for path in modules()
        if room_of(path) == "model"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and not _is_enum(node) and not _is_frozen(node)
    }
    assert not offenders


def _is_enum(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base) in {"StrEnum", "IntEnum"} for base in node.bases)


def _is_frozen(node: ast.ClassDef) -> bool:
    decorators = [ast.unparse(item) for item in node.decorator_list]
    return any(all(word in item for word in DECORATED) for item in decorators)


def test_imports_inside_functions_say_why():
    offenders = {
        f"{name_of(path)}, line {number}"
        for path in modules()
        for number in _inner_imports(path)
        if not _says_why(path.read_text("utf-8").splitlines(), number)
    }
    assert not offenders


def _inner_imports(path: Path) -> set[int]:
    return {
        statement.lineno
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        for statement in ast.walk(function)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    }


def _says_why(lines: list[str], number: int) -> bool:
    around = lines[max(0, number - 3) : number]
    comments = (line.split("#", 1)[1] for line in around if "#" in line)
    return any("noqa" not in comment[:6] for comment in comments) or (
        "(" in lines[number - 1].partition("noqa")[2]
    )


def test_nothing_is_swallowed_printed_asserted_or_evaluated():
    offenders = {
        f"{name_of(path)}, line {node.lineno}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        if _is_forbidden(node)
    }
    assert not offenders


def _is_forbidden(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        caught = ast.unparse(node.type) if node.type else "everything"
        too_much = caught in {"everything", "Exception", "BaseException"}
        return too_much or all(isinstance(line, ast.Pass) for line in node.body)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        # what is imported by a name nobody can read passes by the rules on imports
        return node.func.id in {"print", "eval", "exec", "__import__", "import_module"}
    return isinstance(node, ast.Assert)


VAGUE = frozenset(
    {"told", "found", "known", "wish", "settle", "settled", "brought", "strangers", "stands"}
    | {"standing", "twin", "thing", "things", "stuff"}
)
"""Words that say what happened to something, not what it is."""


def test_names_say_what_a_thing_is():
    offenders = {
        f"{name_of(path)}, line {line}: {name}"
        for path in modules()
        for name, line in names_given(path)
        if not VAGUE.isdisjoint(name.split("_"))
    }
    assert not offenders


def names_given(path: Path) -> Iterator[tuple[str, int]]:
    """Names of functions, classes, parameters and variables, each with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def test_german_stands_where_it_belongs():
    offenders = {
        f"{name_of(path)}, line {node.lineno}: {node.value!r}"
        for path in modules()
        if not GERMAN_FILES.fullmatch(name_of(path))
        for node in _texts(tree_of(path))
        if GERMAN.search(node.value)
    }
    assert not offenders


def _texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """All strings of a file but its docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        statement.value
        for node in ast.walk(tree)
        if isinstance(node, owners)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in docstrings
        ):
            yield node


def test_pages_open_ask_choose_and_show():
    offenders = {
        path.name
        for path in PAGES
        if not packages_imported(path) <= {"__future__", "atlas"}
        or not rooms_imported(path) <= {"ui", "views"}
        or any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree_of(path).body)
    }
    assert not offenders


def test_every_test_asserts_something():
    offenders = {
        f"{path.name}: {node.name}"
        for path in TEST_FILES
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not _asserts(node)
    }
    assert not offenders


def _asserts(function: ast.FunctionDef) -> bool:
    text = ast.unparse(function)
    return any(isinstance(node, ast.Assert) for node in ast.walk(function)) or any(
        word in text for word in ("pytest.raises", "assert_", "expect(")
    )
