"""The rules of the house that only a fresh interpreter can tell: who loads what."""

from __future__ import annotations

import json
import pkgutil
import subprocess
from collections.abc import Callable, Iterator

import pytest

import journal
import journal.domain
import journal.exchange
import journal.store

Start = Callable[..., subprocess.Popen[str]]

LOADED = """
import importlib, json, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def modules(*packages: str) -> list[str]:
    """The modules of these packages, by name."""

    def walk(name: str) -> Iterator[str]:
        yield name
        path = __import__(name, fromlist=["x"]).__path__
        yield from (found.name for found in pkgutil.walk_packages(path, f"{name}."))

    return [name for package in packages for name in walk(package)]


def loaded(child: Start, names: list[str]) -> set[str]:
    output, errors = child(LOADED, *names).communicate(timeout=30)
    assert not errors
    return {name.partition(".")[0] for name in json.loads(output)}


def test_the_domain_loads_neither_screens_nor_database(child: Start) -> None:
    names = modules("journal.domain")
    assert len(names) > 6
    found = loaded(child, names)
    assert found.isdisjoint(
        {"textual", "rich", "tinydb", "platformdirs", "click", "tomlkit", "asyncio"}
    )


def test_domain_modules_need_nothing_above_them(child: Start) -> None:
    output, errors = child(LOADED, *modules("journal.domain")).communicate(timeout=30)
    assert not errors
    ours = {name for name in json.loads(output) if name.startswith("journal")}
    assert all(name == "journal" or name.startswith("journal.domain") for name in ours)


@pytest.mark.parametrize(
    "package",
    ["journal.store", "journal.exchange", "journal.demo", "journal.cli", "journal.settings",
     "journal.paths"],
)  # fmt: skip
def test_nothing_but_the_app_loads_textual(package: str, child: Start) -> None:
    if package.rpartition(".")[2] not in {m.name for m in pkgutil.iter_modules(journal.__path__)}:
        pytest.skip(f"{package} is not built yet")
    module = __import__(package, fromlist=["x"])
    names = modules(package) if hasattr(module, "__path__") else [package]
    assert loaded(child, names).isdisjoint({"textual", "rich"})


def test_reading_the_journal_does_not_wait_for_what_only_writers_need(child: Start) -> None:
    found = loaded(child, ["journal.store.journal_store"])
    assert found.isdisjoint({"tinydb", "asyncio", "tomlkit", "platformdirs"})


def test_importing_the_package_does_no_work(child: Start) -> None:
    output, errors = child(LOADED, "journal").communicate(timeout=30)
    assert not errors
    assert json.loads(output) == ["journal"]
    assert journal.__version__
