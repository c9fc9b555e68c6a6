"""The large fixture with thousands of mistakes in it: each is seen on the site, or reported in Finnish.

Three things must hold.

* A change that no reader sees (a comment, quotes of the other kind, the order of fields, line ends) changes
  nothing.
* Of content with problems each problem is on a row of a file that exists, in Finnish, with the fix. There is
  never a traceback.
* Of valid content nothing that stands in the file is missing: every sign that a person sees in the YAML,
  comments aside, is in the handbook in the same order, and every letter of a page is on the page. What is
  gone was taken away where it can be seen.
"""

from __future__ import annotations

import dataclasses
import random
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lxml.html
import pydantic
import pytest
from builds import SUURI, content_copy
from checked import whole
from messages import in_finnish
from mutations import SEEN, UNSEEN, split
from remembering import remembering

from handbook.check import Outcome, Whole, check
from handbook.content.rendered import rendered
from handbook.files import FILE
from handbook.reading.yaml_text import parse

# By the folder of a file: how many mistakes of each kind are made in it, and how many kinds of change that no
# reader sees.
TIMES = {"data": 4, "docs": 1}
KINDS = {"data": len(UNSEEN), "docs": 4}
FILES = [
    *(f"data/{name}" for name in FILE),
    *sorted(path.relative_to(SUURI).as_posix() for path in SUURI.glob("docs/**/*.md")),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content in a folder of its own."""
    return content_copy(tmp_path_factory.mktemp("kasikirja"))


@pytest.fixture(autouse=True, scope="module")
def _remembering() -> Iterator[None]:
    with remembering():
        yield


def check_with(copy: Path, file: str, content: str | bytes) -> Outcome:
    """The outcome of the check with one file's content in the place of its own."""
    (copy / file).write_bytes(
        content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    )
    try:
        return check(copy)
    finally:
        shutil.copy(SUURI / file, copy / file)


@pytest.mark.parametrize("file", FILES)
def test_what_no_reader_sees_changes_nothing(file: str, copy: Path) -> None:
    text = (SUURI / file).read_text(encoding="utf-8")
    for name in random.Random(file).sample(sorted(UNSEEN), KINDS[file[:4]]):
        outcome = check_with(copy, file, UNSEEN[name](random.Random(f"{file} {name}"), text))
        assert outcome.whole is not None, (name, [str(problem) for problem in outcome.problems])
        assert _readable(outcome.whole) == _readable(whole()), name


def _readable(whole: Whole) -> Any:
    """All that was read, without the rows of its files and the name of its version, which no reader sees."""
    sivut = tuple(
        dataclasses.replace(
            sivu,
            kutsut=tuple(dataclasses.replace(kutsu, rivi=0) for kutsu in sivu.kutsut),
            ulkoiset=tuple((address, 0) for address, _ in sivu.ulkoiset),
            vanhat=tuple((old, 0) for old, _ in sivu.vanhat),
        )
        for sivu in whole.kirja.sivut
    )
    return dataclasses.replace(whole.kirja, sivut=sivut, versio=""), whole.models


def mistakes(file: str, text: str) -> Iterator[tuple[str, str | bytes]]:
    """The mistakes made in a file, each with its name; those that leave its text as it is are none."""
    for name, change in SEEN.items():
        for number in range(TIMES[file[:4]]):
            content = change(random.Random(f"{file} {name} {number}"), text)
            if content not in (text, text.encode()):
                yield f"{name} {number}", content


def test_mistakes_are_many() -> None:
    assert (
        sum(1 for file in FILES for _ in mistakes(file, (SUURI / file).read_text(encoding="utf-8"))) >= 2000
    )


@pytest.mark.parametrize("file", FILES)
def test_mistakes_are_reported_or_seen(file: str, copy: Path) -> None:
    for name, content in mistakes(file, (SUURI / file).read_text(encoding="utf-8")):
        outcome = check_with(copy, file, content)
        if outcome.whole is None:
            assert outcome.problems
            for problem in outcome.problems:
                file_text = content if problem.file == file else (SUURI / problem.file).read_bytes()
                rows = len(
                    re.split(
                        "\r\n|\r|\n",
                        file_text if isinstance(file_text, str) else file_text.decode("utf-8", "replace"),
                    )
                )
                assert 1 <= problem.line <= rows and in_finnish(str(problem)), (name, str(problem))
            continue
        seen = content if isinstance(content, str) else content.decode("utf-8-sig")
        signs, letters, macros = in_file(file, seen)
        published_signs, published_letters, published_macros = in_handbook(outcome.whole, file, seen)
        assert (published_signs, published_macros) == (signs, macros), name
        left = iter(published_letters)
        assert all(letter in left for letter in letters), name


def in_file(file: str, text: str) -> tuple[str, str, list[str]]:
    """What a person sees in a file without reading it as YAML or Markdown.

    These are the signs of the data, the letters of the prose, and the macros.
    """
    _, data, prose = split(_rows(text)) if file.startswith("docs/") else ("", _rows(text), "")
    # A comment stands on a row of its own, or after a value whose end can be seen: in quotes, in brackets,
    # an id.
    data = re.sub(r"^ *#.*$|^(---|\.\.\.) *$|^%YAML.*$", "", data, flags=re.MULTILINE)
    data = re.sub(r"(?<=[\]}\"':]) +# .*$|(?<=: )([a-z0-9.-]+)  +# .*$", r"\1", data, flags=re.MULTILINE)
    prose = prose.removeprefix("---\n")
    macros = re.findall(r"\{\{ *(\w+)\(", prose)
    # What belongs to the markup: calls, attributes, where links lead, numbers of lists, the language of code,
    # entities.
    for markup in (
        r"\{\{.*?\}\}",
        r"\{: ?[.#][^}\n]*\}",
        r"(?<=\])\([^)\n]*\)",
        r"^ {0,3}\d+[.)] ",
        r"^ {0,3}(```|~~~).*$",
        r"&\w+;",
    ):
        prose = re.sub(markup, "", prose, flags=re.MULTILINE)
    return _signs(data), _letters(prose), macros


def in_handbook(whole: Whole, file: str, text: str) -> tuple[str, str, list[str]]:
    """The same of what is published; and that the records hold exactly what the file's YAML does."""
    if file.startswith("data/"):
        name = file.removeprefix("data/")
        document, _ = parse(_rows(text), file=file)
        assert document is not None
        assert _plain(whole.models[name]) == _values(document.data)
        assert _in_handbook(whole, name)
        return _signs(" ".join(_texts(document.data))), "", []
    sivu = whole.kirja.sivu[file.removeprefix("docs/")]
    _, data, prose = split(_rows(text))
    document, _ = parse(data, file=file)
    assert document is not None
    assert _plain(sivu.etutiedot) == _values(document.data)
    html = lxml.html.tostring(rendered(prose.removeprefix("---\n")), encoding="unicode")
    reader = _Reader()
    reader.feed(html)
    return (
        _signs(" ".join(_texts(document.data))),
        _letters("".join(reader.parts)),
        [kutsu.makro for kutsu in sivu.kutsut],
    )


def _in_handbook(whole: Whole, name: str) -> bool:
    """Whether what the source handbook has of a data file is what the file's model holds."""
    kirja, model = whole.kirja, whole.models[name]
    if name == "quiz.yml":
        return kirja.kysely == model
    return all(
        getattr(kirja, field) in (value, tuple(value) if isinstance(value, list) else value)
        for field, value in model
        if hasattr(kirja, field)
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _rows(text: str) -> str:
    return re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))


def _signs(text: str) -> str:
    """The signs of a text that have no task in YAML."""
    return re.sub(r"""[\s:,\[\]{}"'\\|>?-]""", "", text)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _texts(data: Any) -> list[str]:
    """Keys and values of plain data in their order."""
    if isinstance(data, dict):
        return [word for key, part in data.items() for word in (key, *_texts(part))]
    return [word for part in data for word in _texts(part)] if isinstance(data, list) else [data]


def _values(data: Any) -> Any:
    """Plain data as records hold it: without blanks round texts, silence as ``None``."""
    if isinstance(data, dict):
        return {key: _values(part) for key, part in data.items()}
    if isinstance(data, list):
        return [_values(part) for part in data]
    return None if data in ("ei-kerrota", "ei-viela", "ei-nimetty") else data.strip()


def _plain(value: Any) -> Any:
    """Records as plain data: what was given in the file, each value as text."""
    if isinstance(value, pydantic.BaseModel):
        return {name: _plain(getattr(value, name)) for name in value.model_fields_set}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if value is None else str(value).lower() if isinstance(value, bool) else str(value)
