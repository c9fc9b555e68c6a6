"""How an editor changes the content: a place in a text is found by its YAML, and only that is typed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from handbook.reading.yaml_text import Location

_FRONT = re.compile(r"\A---\r?\n(.*?)^---[ ]*\r?$", re.DOTALL | re.MULTILINE)
_PLAIN = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*(\.md)?|[A-Z][0-9]+|([a-z0-9-]+/)+[a-z0-9-]+\.md")

# Five times as fast, where there is libyaml.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Content:
    """The content below ``root``, which can be changed and put back as it was.

    A file is named by its path below ``root``. What is in a file of data, in the front matter of a page or in
    the settings is named by its :data:`Location`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._before = self._files()

    def _files(self) -> dict[Path, bytes]:
        paths = [*(self.root / "data").rglob("*"), *(self.root / "docs").rglob("*"), self.root / "mkdocs.yml"]
        return {path: path.read_bytes() for path in paths if path.is_file()}

    def restore(self) -> None:
        """Undoes every change."""
        now = self._files()
        for path in now.keys() - self._before.keys():
            path.unlink()
        for path, text in self._before.items():
            if now.get(path) != text:
                path.write_bytes(text)

    def text(self, file: str) -> str:
        return (self.root / file).read_bytes().decode("utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def pages(self) -> list[str]:
        """The pages, as paths below ``root``."""
        return sorted(p.relative_to(self.root).as_posix() for p in (self.root / "docs").rglob("*.md"))

    def data(self, file: str, place: Location = ()) -> Any:
        """What is at a place, as plain data."""
        return _plain(self._node(file, place))

    def row(self, file: str, place: Location) -> int:
        """The number of the row on which a field or an item begins."""
        start = self._start(file, place)
        return self.text(file)[:start].count("\n") + 1

    def set(self, file: str, place: Location, value: Any) -> None:
        """Another value in a place that has one."""
        node, offset, text = self._node(file, place), self._offset(file), self.text(file)
        start, end = offset + node.start_mark.index, offset + _end(node)
        self.write(file, text[:start] + flow(value) + text[end:])

    def field(self, file: str, place: Location, name: str, value: Any) -> None:
        """A field of a record, new or in place of the old one."""
        fields = self.data(file, place)
        if name in fields:
            self.set(file, (*place, name), value)
            return
        node, offset, text = self._node(file, place), self._offset(file), self.text(file)
        end = offset + _end(node)
        if node.flow_style:
            self.write(file, f"{text[: end - 1]}, {name}: {flow(value)}{text[end - 1 :]}")
        else:
            self._insert_rows(file, _row_end(text, end), block({name: value}, node.start_mark.column))

    def add(self, file: str, place: Location, item: Any) -> None:
        """An item at the end of a list."""
        node, offset, text = self._node(file, place), self._offset(file), self.text(file)
        if node.flow_style or not node.value:
            self.set(file, place, [*_plain(node), item])
        else:
            end = _row_end(text, offset + _end(node))
            self._insert_rows(file, end, block([item], node.start_mark.column))

    def insert(self, file: str, place: Location, item: Any) -> None:
        """An item in front of that at ``place``."""
        column = self._node(file, place[:-1]).start_mark.column
        start = self._start(file, place)
        text = self.text(file)
        start = text.rindex("\n", 0, start) + 1
        self.write(file, text[:start] + "\n".join(block([item], column)) + "\n" + text[start:])

    def remove(self, file: str, place: Location) -> None:
        """A field or an item; with the last one goes what is around it."""
        around = self._node(file, place[:-1])
        if len(around.value) == 1:
            self.remove(file, place[:-1])
            return
        offset, text = self._offset(file), self.text(file)
        start, end = self._start(file, place), offset + _end(self._node(file, place))
        if around.flow_style:
            values = _plain(around)
            del values[place[-1]]
            self.set(file, place[:-1], values)
            return
        row = text.rindex("\n", 0, start) + 1
        first = isinstance(place[-1], str) and text[row:start].strip()
        if first:  # It stands behind the dash of its record.
            following = around.value[1][0].start_mark.index + offset
            self.write(file, text[:start] + text[following:])
        else:
            self.write(file, text[:row] + text[_row_end(text, end) + 1 :])

    def body(self, page: str) -> str:
        """A page's text below its front matter."""
        text = self.text(page)
        match = _FRONT.match(text)
        return text[match.end() :] if match else text

    def write_body(self, page: str, body: str) -> None:
        text = self.text(page)
        self.write(page, text[: len(text) - len(self.body(page))] + body)

    def append(self, page: str, paragraph: str) -> None:
        """A paragraph, or any other block of Markdown, at the end of a page."""
        self.write(page, f"{self.text(page).rstrip()}\n\n{paragraph}\n")

    def _insert_rows(self, file: str, end: int, rows: list[str]) -> None:
        text = self.text(file)
        self.write(file, text[:end] + "".join(f"\n{row}" for row in rows) + text[end:])

    def _offset(self, file: str) -> int:
        match = _FRONT.match(self.text(file)) if file.endswith(".md") else None
        return match.start(1) if match else 0

    def _node(self, file: str, place: Location) -> Any:
        text = self.text(file)
        if file.endswith(".md"):
            match = _FRONT.match(text)
            assert match, file
            text = match[1]
        node: Any = yaml.compose(text, Loader=_LOADER)
        for part in place:
            node = (
                node.value[part]
                if isinstance(part, int)
                else next(value for key, value in node.value if key.value == part)
            )
        return node

    def _start(self, file: str, place: Location) -> int:
        """Where a field's name or an item begins."""
        around = self._node(file, place[:-1])
        if isinstance(place[-1], int):
            return self._offset(file) + int(around.value[place[-1]].start_mark.index)
        return self._offset(file) + next(
            int(key.start_mark.index) for key, _ in around.value if key.value == place[-1]
        )


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value


def _end(node: Any) -> int:
    """Where a node's own text ends: PyYAML counts to a list what follows it up to the next field."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        mark = node.end_mark
        return int(mark.index) - (1 if mark.column == 0 and mark.index > node.start_mark.index else 0)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)


def _row_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found


def flow(value: Any) -> str:
    """A value as it is typed on one row."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if _PLAIN.fullmatch(value):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(value: Any, column: int) -> list[str]:
    """Records as rows, indented by ``column``."""
    pad = " " * column
    if isinstance(value, list):
        rows = []
        for item in value:
            inner = block(item, column + 2) if isinstance(item, dict) else [f"{pad}  {flow(item)}"]
            rows += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
        return rows
    rows = []
    for name, part in value.items():
        records = isinstance(part, list) and part and isinstance(part[0], dict)
        if records or (isinstance(part, dict) and part):
            rows += [f"{pad}{name}:", *block(part, column + 2)]
        else:
            rows.append(f"{pad}{name}: {flow(part)}")
    return rows


def walk(data: Any, place: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Every part of plain data with its place, the innermost and last first, so that each may be removed."""
    parts = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for key, part in reversed(list(parts)):
        yield from walk(part, (*place, key))
    yield place, data
