"""Data with any part of it replaced by anything."""

from __future__ import annotations

from typing import Any

from handbook.reading.yaml_text import Location

SPOILT: tuple[Any, ...] = (
    "",
    [],
    ["x"],
    ["x", "x"],
    [""],
    {},
    {"x": "y"},
    {"jokin": "y"},
    {"kriteeri": "x"},
    {"": "x"},
    [[]],
    [{}],
    [{"id": "x"}],
    "0",
    "true",
    "x" * 5000,
    "Ä ö",
    "9" * 5000,
)


def locations(data: Any, location: Location = ()) -> list[Location]:
    """The locations of all parts of plain data, the whole too."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [location, *(found for key, part in parts for found in locations(part, (*location, key)))]


def spoil(data: Any, location: Location, value: Any) -> Any:
    """``data`` with ``value`` in place of the part at ``location``."""
    if not location:
        return value
    if isinstance(data, dict):
        return {k: spoil(v, location[1:], value) if k == location[0] else v for k, v in data.items()}
    return [spoil(v, location[1:], value) if k == location[0] else v for k, v in enumerate(data)]
