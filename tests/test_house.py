"""The rooms of the Python package: every import between them leads downwards (CONTRIBUTING.md shows them)."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from builds import ROOT

PACKAGE = ROOT / "handbook"
# From the bottom up: a room imports only what stands before it here.
ROOMS = (
    "reading",
    "chooser",
    "content",
    "language",
    "training",
    "search",
    "upkeep",
    "files",
    "usage",
    "check",
    "report",
    "changes",
    "export",
    "site",
    "pdf",
    "__main__",
)


def room(parts: tuple[str, ...]) -> str:
    """The room of a file or module: a folder of the package, or a file at its root."""
    return parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            module = node.module or ""
            yield from (
                (f"{module}.{alias.name}" for alias in node.names) if module == "handbook" else [module]
            )


def between_rooms() -> Iterator[tuple[Path, str, str, str]]:
    """Every import from a room to another: its file and room, the room and the module it leads to."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE)
        for module in imports(path):
            top, *parts = module.split(".")
            if top == "handbook" and parts and room(file.parts) != room(tuple(parts)):
                yield file, room(file.parts), room(tuple(parts)), module


def test_rooms_are_few_and_known() -> None:
    found = {room(path.relative_to(PACKAGE).parts) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert found == set(ROOMS)
    assert len(found) <= 16


def test_imports_lead_downwards(record_property: Callable[[str, object], None]) -> None:
    found = list(between_rooms())
    upward = [
        f"{file} → {module}" for file, own, other, module in found if ROOMS.index(other) > ROOMS.index(own)
    ]
    assert upward == [], "this order of the rooms allows no circle either"
    record_property("imports between rooms", len(found))
    record_property("pairs of rooms", len({(own, other) for _, own, other, _ in found}))


def test_content_knows_nothing_of_what_is_made_of_it() -> None:
    reached = {other for _, own, other, _ in between_rooms() if own == "content"}
    assert reached <= {"reading", "chooser"}


def test_chooser_knows_no_handbook() -> None:
    assert {other for _, own, other, _ in between_rooms() if own == "chooser"} == {"reading"}


def test_handbook_knows_nothing_of_the_site_generator() -> None:
    outside = {
        module.partition(".")[0]: path.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*.py")
        for module in imports(path)
    }
    assert outside.keys().isdisjoint({"mkdocs", "mkdocs_macros", "macros", "material"}), outside
