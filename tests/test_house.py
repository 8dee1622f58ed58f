"""The house keeps its own rules: layers, words as data, documents that are run, nothing of a machine in it."""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

import readme
from sijill.cli.command import sijill_command

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
PYTHON = sorted(SOURCE.rglob("*.py"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

# what may be imported from what: a module from a lower layer or from its own package, never from beside or above
LAYERS = {
    "errors": 0, "record": 1, "settings": 1, "compiled": 1, "display": 2, "language": 2, "gazetteer": 2, "collect": 3, "extract": 3,
    "resolve": 3, "reader": 4, "link": 4, "door": 5, "ledger": 6, "": 7, "web": 8, "cli": 9,
}  # fmt: skip


def module_of(path: Path) -> str:
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    return name.removesuffix(".__init__")


def package_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@cache
def imports() -> dict[str, set[str]]:
    """Every module with the modules of Sijill that it imports, anywhere in it and under TYPE_CHECKING too."""
    modules = {module_of(path) for path in PYTHON}
    found: dict[str, set[str]] = {}
    for path in PYTHON:
        own = found.setdefault(module_of(path), set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                own.update(alias.name for alias in node.names if alias.name in modules)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                named = {f"{node.module}.{alias.name}" for alias in node.names} & modules
                own.update(named or ({node.module} & modules))
            elif isinstance(node, ast.ImportFrom) and node.level:
                raise AssertionError(f"{path.name} imports by dots; write the module's whole name")
    return found


def test_every_package_has_its_layer() -> None:
    assert {package_of(module) for module in imports()} == LAYERS.keys()


def test_imports_go_down_the_layers() -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in imports().items()
        for other in sorted(others)
        if package_of(module) != package_of(other) and LAYERS[package_of(other)] >= LAYERS[package_of(module)]
    ]
    assert not wrong


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = imports()
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join([*way, module])
        if module not in done:
            for other in graph[module]:
                walk(other, (*way, module))
            done.add(module)

    for module in graph:
        walk(module, ())


def test_words_are_data_not_code() -> None:
    arabic = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in PYTHON
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(char.isalpha() for char in arabic.findall(line))
    ]
    assert not wrong, "\n".join(wrong)


# where one broken report must not cost the others: the process boundaries, each with the one handler it may have
BOUNDARIES = {
    "src/sijill/cli/read.py": 1,
    "src/sijill/collect/sources.py": 1,
    "src/sijill/ledger/take.py": 1,
    "src/sijill/web/jobs.py": 1,
}


def test_only_process_boundaries_catch_everything() -> None:
    found: dict[str, int] = {}
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")):
                if isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None:
                    continue  # what was begun is cleared away, and the error goes on
                name = path.relative_to(ROOT).as_posix()
                found[name] = found.get(name, 0) + 1
    assert found == BOUNDARIES


def test_modules_are_named_for_what_they_hold() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
    assert not {module for module in imports() if set(module.split(".")) & vague}


@pytest.mark.parametrize("path", [path for path in PYTHON if ">>>" in path.read_text(encoding="utf-8")], ids=module_of)
def test_examples_in_docstrings_are_true(path: Path) -> None:
    assert doctest.testmod(importlib.import_module(module_of(path))).failed == 0


def commands(command: click.Command = sijill_command, path: str = "sijill") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, f"{path} {name}")


@pytest.mark.parametrize(("path", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_is_documented_and_has_help(path: str, command: click.Command) -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert path in told
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert f"`{max(option.opts, key=len)}" in told, option.name
            for choice in option.type.choices if isinstance(option.type, click.Choice) else ():
                assert f"{choice}`" in told, f"{option.name} {choice}"


def test_every_key_of_the_json_is_documented() -> None:
    told = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    contract = ast.parse((SOURCE / "sijill" / "record" / "contract.py").read_text(encoding="utf-8"))
    parts = {function.name: function for function in ast.walk(contract) if isinstance(function, ast.FunctionDef)}
    for name in ("_statement", "_voice", "_claim"):
        for made in ast.walk(parts[name]):
            for key in made.keys if isinstance(made, ast.Dict) else ():
                assert isinstance(key, ast.Constant)
                assert f"`{key.value}`" in told or key.value in ("rule", "value"), f"{name} {key.value}"


def test_every_make_target_of_the_documents_is_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for document in DOCUMENTS:
        assert set(re.findall(r"(?m)(?:`|^    )make ([a-z]+)", document.read_text(encoding="utf-8"))) <= targets, document.name


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_map_names_every_package() -> None:
    told = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    for package in LAYERS:
        assert f"`{package or 'sijill'}" in told, package


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are written for a shell")
def test_the_readme_shows_what_its_commands_print() -> None:
    written = readme.README.read_text(encoding="utf-8")
    assert written == readme.rewritten(written), "`make readme` writes it anew"


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are written for a shell")
def test_the_other_commands_of_the_readme_run(tmp_path: Path) -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in re.findall(r"(?m)^    (\.venv/bin/sijill .*)$", told)]
    assert len(lines) >= 2
    for line in lines:
        line = line.replace("> readings.jsonl", f"> '{tmp_path / 'readings.jsonl'}'")
        readme.output(line)
    assert (tmp_path / "readings.jsonl").read_text(encoding="utf-8").count("\n") == len(list((ROOT / "examples").glob("*.txt")))


def test_the_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"(?s)```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"))
    environment = {**os.environ, "PYTHONUTF8": "1"}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert told.returncode == 0, told.stderr


def test_the_version_is_told_once() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert importlib.import_module("sijill").__version__ == version
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_locks_name_every_dependency_with_hashes_and_no_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for lock, wanted in (
        ("requirements.lock", [*extras["build"], *extras["web"]]),
        ("requirements-dev.lock", [*extras["build"], *extras["dev"][1:]]),
    ):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = dict(re.findall(r"(?ms)^([a-z0-9-]+)==(.*?)(?=^[a-z0-9-]+==|\Z)", text))
        assert all("--hash=sha256:" in pin for pin in pinned.values())
        names = {re.split(r"[><=\[]", name)[0] for name in [*project["dependencies"], *wanted]}
        assert names <= pinned.keys()


def files() -> list[Path]:
    """Every file of the project that is text."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return [path for folder in ("src", "tests", "docs", "scripts", "examples") for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_nothing_of_one_machine_stands_in_the_project() -> None:
    # written in pieces, so that this file does not hold them
    paths = re.compile("|".join("/" + name + "/" for name in ("work", "root", "home/[a-z]+", "Users/[a-z]+", "tmp")))
    wrong = []
    for path in files():
        if path.suffix in (".csv", ".gz", ".json", ".png"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if paths.search(line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not wrong, "\n".join(wrong)


def test_the_built_package_holds_its_tables(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, capture_output=True, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for path in (SOURCE / "sijill").rglob("*"):
        if path.suffix in (".toml", ".csv", ".typed", ".py") and "__pycache__" not in path.parts:
            assert path.relative_to(SOURCE).as_posix() in held
    assert any(name.endswith("licenses/NOTICE") for name in held)
    assert not any("__pycache__" in name for name in held)
