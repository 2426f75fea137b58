"""The layers of the server: imports go one way, and each dangerous thing stands in the one place that may
hold it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEBAPP = ROOT / "webapp"
FILES = sorted(path for path in WEBAPP.rglob("*.py") if "versions" not in path.parts)
FLASK = {"flask", "flask_openapi3", "flask_wtf", "werkzeug"}
CRYPTOGRAPHY = {"joserfc", "argon2", "cryptography", "py_vapid", "http_ece"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def imports(path: Path, *, at_run_time: bool = False) -> set[str]:
    """Whole names of the modules that a file imports; those for type checking only are left out on demand."""
    return {
        name
        for node in _nodes(ast.parse(path.read_text(encoding="utf-8")), at_run_time)
        for name in _names(node, path)
    }


def _nodes(tree: ast.AST, at_run_time: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        for_types = isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        if at_run_time and (for_types or isinstance(node, ast.FunctionDef)):
            continue
        yield node
        yield from _nodes(node, at_run_time)


def _names(node: ast.AST, path: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    if not node.level:
        return [node.module or ""]
    package = name_of(path).split(".")
    package = package if path.name == "__init__.py" else package[:-1]
    base = package[: len(package) - node.level + 1]
    return [".".join([*base, *(node.module or "").split(".")]).rstrip(".")]


def packages(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def importers(*wanted: str) -> set[str]:
    """The files that import one of these modules or something inside it."""
    return {
        name_of(path)
        for path in FILES
        if any(name == one or name.startswith(f"{one}.") for name in imports(path) for one in wanted)
    }


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_rules_know_no_flask(path: Path) -> None:
    in_services = path.name in (
        "service.py",
        "append.py",
        "holdings.py",
        "items.py",
        "reading.py",
        "enrolment.py",
    )
    in_operations = path.parts[-2] == "operations" and path.name != "commands.py"
    if in_services or in_operations or path.parts[-2] in ("sealed", "storage", "models"):
        assert not packages(path) & FLASK


def test_sealed_knows_no_storage_and_nothing_of_the_app() -> None:
    for path in (WEBAPP / "sealed").glob("*.py"):
        ours = {name for name in imports(path) if name.startswith("webapp.")}
        assert all(name.startswith("webapp.sealed") for name in ours), path
        assert "sqlalchemy" not in packages(path), path


def test_storage_knows_no_feature() -> None:
    for path in (WEBAPP / "storage").rglob("*.py"):
        ours = {name for name in imports(path, at_run_time=True) if name.startswith("webapp.")}
        assert all(name.startswith("webapp.storage") for name in ours), path


def test_only_routes_and_the_frame_talk_http() -> None:
    frame = {"access", "api", "application", "cli", "failures", "headers", "intake", "logs"}
    allowed = {f"webapp.{name}" for name in frame} | {"webapp", "webapp.auth.sessions", "webapp.auth.builds"}
    found = importers(*FLASK)
    rest = {name for name in found - allowed if not name.endswith(".routes")}
    commands = (
        "webapp.demo",
        "webapp.serve",
        "webapp.push.commands",
        "webapp.operations.commands",
        "webapp.records.commands",
    )
    assert all(name.startswith(("webapp.pwa.", *commands)) for name in rest), rest


def test_cryptography_stands_in_sealed_and_push_only() -> None:
    found = importers(*CRYPTOGRAPHY)
    assert all(name.startswith(("webapp.sealed.", "webapp.push.")) for name in found), found


def test_what_opens_records_is_reached_from_the_terminal_alone() -> None:
    found = importers("webapp.records")
    assert {name for name in found if not name.startswith("webapp.records")} == {"webapp.cli"}
    commands = imports(WEBAPP / "records" / "commands.py", at_run_time=True)
    assert not {name for name in commands if name.startswith("webapp.")}, "loaded when it is asked for"
    assert importers("fpdf") == {"webapp.records.paper"}


def test_what_derives_a_record_knows_nothing_but_its_entries() -> None:
    rules = {"shapes", "kinds", "sharing_kinds", "graph", "scripts", "sharing", "cases", "consults"}
    pure = {f"webapp.records.{name}" for name in rules} | {"webapp.sealed.strict", "webapp.sealed.errors"}
    for name in rules:
        ours = {each for each in imports(WEBAPP / "records" / f"{name}.py") if each.startswith("webapp.")}
        assert ours <= pure, name


def test_pywebpush_is_wrapped_once() -> None:
    assert importers("pywebpush") == {"webapp.push.sender"}


def test_what_knows_second_steps_is_wrapped_once() -> None:
    assert importers("pyotp") == {"webapp.second.totp"}
    assert importers("webauthn") == {"webapp.second.passkeys"}


def test_the_database_key_is_revealed_in_one_file() -> None:
    found = {name_of(path) for path in FILES if "database_key.reveal()" in path.read_text(encoding="utf-8")}
    assert found == {"webapp.storage.engine"}


def test_the_environment_is_read_in_one_file() -> None:
    found = {name_of(path) for path in FILES if "os.environ" in path.read_text(encoding="utf-8")}
    assert found <= {"webapp.config", "webapp.serve", "webapp.pwa.bundler"} and "webapp.config" in found


def test_nothing_imports_in_a_circle() -> None:
    graph = {name_of(path): imports(path, at_run_time=True) for path in FILES}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail[trail.index(module) :], module))
        if module in done:
            return
        for name in sorted(graph[module] & graph.keys()):
            walk(name, (*trail, module))
        done.add(module)

    for module in graph:
        walk(module, ())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_small_and_say_what_they_are_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a file says what it is for"
    assert len(source.splitlines()) <= 300, "split a file of more than 300 lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"
