"""Seeded mistakes for the fuzz run: what hands, editors and merges do to a file of data or a page."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

import yaml

# Text in; changed text, or changed bytes, out.
Change = Callable[[random.Random, str], str | bytes]

ODD = (
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2028",
    "\u2029",
    "\u0085",
    "\ufeff",
    "\ufffd",
    "\ufffe",
    "\ue000",
    "\x00",
    "\x0b",
    "\x0c",
    "\x1b",
    "\r",
    "\u0301",
    "\u2019",
    "\u201d",
    "Ä",
    "ß",
    "ſ",
    "字",
    "👩\u200d⚕️",
    "\U0001f600",
)
SIGNS = (*":#-?[]{}(),\"'|>*&!%@`~\\/<=_^$.; \t\n", ": ", " #", "- ", "\\n", "\\u00e4", "  ")
VALUES = (
    "",
    "~",
    "null",
    "yes",
    "No",
    "on",
    "1",
    "0",
    "01",
    "1.0",
    "-1",
    "9" * 400,
    "x" * 20000,
    "12:30",
    "2025-01-01",
    "2025-13-45",
    "true",
    "[]",
    "{}",
    "[[x]]",
    "{a: b}",
    "[a, b",
    "{a: b",
    "|",
    ">",
    "&a x",
    "*a",
    "!!str x",
    "!x y",
    "<<: x",
    "%x",
    "@x",
    "? a",
    "ei-kerrota",
    "ei-viela",
    "ei-ole-olemassa",
    "Saari #1",
    "a: b",
    "- a",
    '"auki',
    "'auki",
    "../../etc/passwd",
    "<b>x</b>",
    "{{ lahde(1) }}",
    '"a\\tb"',
)
ROWS = (
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> haara",
    "||||||| 1a2b3c",
    "---",
    "...",
    "%YAML 1.2",
    "\tsarkain: x",
    "\u00a0\u00a0nimi: x",
    "- x",
    "x: y",
    "teksti",
    "  - id: uusi",
    "? avain",
    "[x]: https://example.org",
    "*[TYM]: jotain",
    "{## piilossa ##}",
    "{% raw %}",
    "{% set x = 1 %}",
    "{{ lahde(99) }}",
    "{{ olematon() }}",
    "{{ lahde(1 }}",
    "{{ 7 * 7 }}",
    '{{ termi("ei-ole") }}',
    "lahde(1)",
    "<script>x</script>",
    "<!-- x -->",
    "[x](olematon.md)",
    "![x](https://example.org/x.png)",
    "[x](javascript:alert)",
    "[x]()",
    "# Toinen",
    "#### Hyppy",
    "##Kiinni",
    "##\u00a0Sitova",
    "```",
    "~~~ python",
    "    sisennetty",
    "&shy;&nbsp;",
    "{: .luokka }",
    "| a | b |",
    "[^1]: alaviite",
    "*[X]:",
    "\\",
)


def _some_row(rng: random.Random, text: str) -> tuple[list[str], int]:
    """The rows of ``text``, and the number of one that is not empty."""
    lines = text.split("\n")
    return lines, rng.choice([i for i, line in enumerate(lines) if line.strip()] or [0])


def _on_row(change: Callable[[random.Random, str], str]) -> Change:
    """A change of one row, of those that it can change."""

    def changed(rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        for i in rng.sample(range(len(lines)), len(lines)):
            if lines[i].strip() and (new := change(rng, lines[i])) != lines[i]:
                return "\n".join([*lines[:i], new, *lines[i + 1 :]])
        return text

    return changed


def _at_character(change: Callable[[random.Random, str, int], str]) -> Change:
    """A change at one character."""
    return lambda rng, text: change(rng, text, rng.randrange(len(text)))


def _at_byte(change: Callable[[random.Random, bytes, int], bytes]) -> Change:
    """A change at one byte."""
    return lambda rng, text: change(rng, text.encode(), rng.randrange(len(text.encode())))


def _rows_swapped(rng: random.Random, text: str) -> str:
    lines, i = _some_row(rng, text)
    j = min(i + rng.randrange(1, 4), len(lines) - 1)
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def _foreign_row(rng: random.Random, text: str) -> str:
    lines, i = _some_row(rng, text)
    indent = re.match(r" *", lines[i])
    return "\n".join(
        [*lines[:i], (indent[0] if indent and rng.random() < 0.5 else "") + rng.choice(ROWS), *lines[i:]]
    )


def _block_indented(rng: random.Random, text: str) -> str:
    lines, i = _some_row(rng, text)
    below = i + rng.randrange(1, 6)
    return "\n".join([*lines[:i], *(f"  {line}" for line in lines[i:below]), *lines[below:]])


def _block_gone(rng: random.Random, text: str) -> str:
    lines, i = _some_row(rng, text)
    return "\n".join([*lines[:i], *lines[i + rng.randrange(2, 12) :]])


def _structure(rng: random.Random, text: str) -> str:
    """A part of the data as it is read: gone, or something else in its place."""

    def change(data: Any) -> Any:
        places = list(parts(data))
        holder, key = rng.choice(places)
        other_holder, other_key = rng.choice(places)
        old, other = deepcopy(holder[key]), deepcopy(other_holder[other_key])
        holder[key] = rng.choice([other, [old], {"x": old}, "", [], {}, str(old) * 50])
        if rng.random() < 0.3:
            del holder[key]
        return data

    return _anew(text, change)


def _anew(text: str, change: Callable[[Any], Any], **style: Any) -> str:
    """The data of a file, or of a page's front matter, changed and written anew in one style."""
    above, data, below = split(text)
    return (
        above
        + yaml.dump(
            change(yaml.load(data, Loader=yaml.CBaseLoader)),
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            sort_keys=False,
            width=10_000,
            **style,
        )
        + below
    )


def split(text: str) -> tuple[str, str, str]:
    """What is above the YAML in a file of data or a page, the YAML, and what is below it."""
    match = re.match(r"(---\n)(.*?\n)(---\n.*)", text, re.DOTALL)
    return match.groups() if match else ("", text, "")


def parts(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of plain data: what holds it, and its key there."""
    for key, part in list(
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        yield data, key
        yield from parts(part)


SEEN: Mapping[str, Change] = {
    "tavu pois": _at_byte(lambda rng, data, i: data[:i] + data[i + 1 :]),
    "tavu lisää": _at_byte(lambda rng, data, i: data[:i] + bytes([rng.randrange(256)]) + data[i:]),
    "tavu toinen": _at_byte(lambda rng, data, i: data[:i] + bytes([rng.randrange(256)]) + data[i + 1 :]),
    "katkennut": _at_byte(lambda rng, data, i: data[:i]),
    "latin-1": lambda rng, text: text.encode("latin-1", "replace"),
    "utf-16": lambda rng, text: text.encode("utf-16"),
    "merkki pois": _at_character(lambda rng, text, i: text[:i] + text[i + 1 :]),
    "merkki kahdesti": _at_character(lambda rng, text, i: text[:i] + text[i] + text[i:]),
    "merkit vaihtuneet": _at_character(lambda rng, text, i: text[:i] + text[i : i + 2][::-1] + text[i + 2 :]),
    "YAMLin merkki": _at_character(lambda rng, text, i: text[:i] + rng.choice(SIGNS) + text[i:]),
    "outo merkki": _at_character(lambda rng, text, i: text[:i] + rng.choice(ODD) + text[i:]),
    "outo merkki rivin alussa": _on_row(lambda rng, line: rng.choice(ODD) + line),
    "rivi pois": _on_row(lambda rng, line: ""),
    "rivi kahdesti": _on_row(lambda rng, line: f"{line}\n{line}"),
    "rivit vaihtuneet": _rows_swapped,
    "rivi kahtena": _on_row(lambda rng, line: f"{line[: len(line) // 2]}\n{line[len(line) // 2 :]}"),
    "rivi edellisen jatkona": _at_character(
        lambda rng, text, i: text[:i] + re.sub(r"\n *", rng.choice(["", " "]), text[i:], count=1)
    ),
    "rivi kommenttina": _on_row(lambda rng, line: f"# {line}"),
    "vieras rivi": _foreign_row,
    "sisennys": _on_row(
        lambda rng, line: rng.choice(
            [f" {line}", f"  {line}", line[1:], line[2:], f"\t{line}", line.lstrip()]
        )
    ),
    "lohko sisennetty": _block_indented,
    "lohko pois": _block_gone,
    "lainausmerkit pois": _on_row(lambda rng, line: re.sub(r'"([^"]*)"', r"\1", line, count=1)),
    "lainausmerkki pois": _on_row(lambda rng, line: line.replace('"', "", 1)),
    "toinen arvo": _on_row(
        lambda rng, line: re.sub(r"(: *)\S.*$", lambda match: match[1] + rng.choice(VALUES), line, count=1)
    ),
    "arvo luetteloon": _on_row(
        lambda rng, line: re.sub(r"\]", lambda match: f", {rng.choice(VALUES)}]", line, count=1)
    ),
    "tunnus väärin": _on_row(
        lambda rng, line: re.sub(
            r"[a-z0-9]+-[a-z0-9-]+|[A-Z][0-9]+", lambda match: match[0] + rng.choice("x-ä1 "), line, count=1
        )
    ),
    "kutsu rikki": _on_row(
        lambda rng, line: re.sub(r"[{}()]", lambda match: rng.choice(["", match[0] * 2, "'"]), line, count=1)
    ),
    "loppukommentti": _on_row(lambda rng, line: f"{line} #{rng.choice(['1', ' 1', 'x'])}"),
    "rakenne": _structure,
}


def _starts(text: str) -> list[int]:
    """The rows (from 0) of a file's YAML on which a field or a value of a list begins.

    Whatever stands just above such a row is seen by no reader.
    """
    above, data, _ = split(text)
    events = yaml.parse(data, Loader=yaml.CBaseLoader)
    return sorted(
        {above.count("\n") + event.start_mark.line for event in events if isinstance(event, yaml.ScalarEvent)}
    )


def _row_between(row: str) -> Change:
    def changed(rng: random.Random, text: str) -> str:
        lines, i = text.split("\n"), rng.choice(_starts(text))
        return "\n".join([*lines[:i], row, *lines[i:]])

    return changed


def _other_quotes(rng: random.Random, text: str) -> str:
    above, data, below = split(text)
    return (
        above
        + re.sub(r'"([^"\'\\\n]*)"', lambda match: f"'{match[1]}'" if rng.random() < 0.5 else match[0], data)
        + below
    )


def _other_order(rng: random.Random, text: str) -> str:
    def shuffled(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: shuffled(data[key]) for key in rng.sample(list(data), len(data))}
        return [shuffled(part) for part in data] if isinstance(data, list) else data

    return _anew(text, shuffled)


UNSEEN: Mapping[str, Change] = {
    "CRLF": lambda rng, text: text.replace("\n", "\r\n"),
    "CR": lambda rng, text: text.replace("\n", "\r"),
    "BOM": lambda rng, text: "\ufeff" + text,
    "loppurivi pois": lambda rng, text: text.rstrip("\n"),
    "tyhjiä loppuun": lambda rng, text: text + "\n\n\n",
    "välilyönti rivin lopussa": lambda rng, text: (
        split(text)[0] + re.sub(r"(?<=[\"\]])\n", " \n", split(text)[1]) + split(text)[2]
    ),
    "kommenttirivi": _row_between('    # kommentti: "auki'),
    "tyhjä rivi": _row_between("  "),
    "lainausmerkit toisin": _other_quotes,
    "kenttien järjestys": _other_order,
    "leveä sisennys": lambda rng, text: _anew(text, lambda data: data, indent=6),
    "sulkeissa": lambda rng, text: _anew(text, lambda data: data, default_flow_style=True),
    "lainausmerkeissä": lambda rng, text: _anew(text, lambda data: data, default_style="'"),
}
