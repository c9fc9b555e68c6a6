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

OUDOT = (
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
MERKIT = (*":#-?[]{}(),\"'|>*&!%@`~\\/<=_^$.; \t\n", ": ", " #", "- ", "\\n", "\\u00e4", "  ")
ARVOT = (
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
RIVIT = (
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


def _rivi(rng: random.Random, text: str) -> tuple[list[str], int]:
    """The rows of ``text``, and the number of one that is not empty."""
    lines = text.split("\n")
    return lines, rng.choice([i for i, line in enumerate(lines) if line.strip()] or [0])


def _rivilla(muuta: Callable[[random.Random, str], str]) -> Change:
    """A change of one row, of those that it can change."""

    def muutos(rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        for i in rng.sample(range(len(lines)), len(lines)):
            if lines[i].strip() and (uusi := muuta(rng, lines[i])) != lines[i]:
                return "\n".join([*lines[:i], uusi, *lines[i + 1 :]])
        return text

    return muutos


def _kohdassa(muuta: Callable[[random.Random, str, int], str]) -> Change:
    """A change at one character."""
    return lambda rng, text: muuta(rng, text, rng.randrange(len(text)))


def _tavut(muuta: Callable[[random.Random, bytes, int], bytes]) -> Change:
    """A change at one byte."""
    return lambda rng, text: muuta(rng, text.encode(), rng.randrange(len(text.encode())))


def _vaihda_rivit(rng: random.Random, text: str) -> str:
    lines, i = _rivi(rng, text)
    j = min(i + rng.randrange(1, 4), len(lines) - 1)
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def _lisaa_rivi(rng: random.Random, text: str) -> str:
    lines, i = _rivi(rng, text)
    sisennys = re.match(r" *", lines[i])
    return "\n".join(
        [*lines[:i], (sisennys[0] if sisennys and rng.random() < 0.5 else "") + rng.choice(RIVIT), *lines[i:]]
    )


def _sisenna_lohko(rng: random.Random, text: str) -> str:
    lines, i = _rivi(rng, text)
    loppu = i + rng.randrange(1, 6)
    return "\n".join([*lines[:i], *(f"  {line}" for line in lines[i:loppu]), *lines[loppu:]])


def _poista_lohko(rng: random.Random, text: str) -> str:
    lines, i = _rivi(rng, text)
    return "\n".join([*lines[:i], *lines[i + rng.randrange(2, 12) :]])


def _rakenne(rng: random.Random, text: str) -> str:
    """A part of the data as it is read: gone, or something else in its place."""

    def muuta(data: Any) -> Any:
        paikat = list(osat(data))
        isa, avain = rng.choice(paikat)
        toinen_isa, toinen_avain = rng.choice(paikat)
        vanha, muu = deepcopy(isa[avain]), deepcopy(toinen_isa[toinen_avain])
        isa[avain] = rng.choice([muu, [vanha], {"x": vanha}, "", [], {}, str(vanha) * 50])
        if rng.random() < 0.3:
            del isa[avain]
        return data

    return _uudelleen(text, muuta)


def _uudelleen(text: str, muuta: Callable[[Any], Any], **tyyli: Any) -> str:
    """The data of a file, or of a page's front matter, changed and written anew in one style."""
    alku, data, loppu = jaa(text)
    return (
        alku
        + yaml.dump(
            muuta(yaml.load(data, Loader=yaml.CBaseLoader)),
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            sort_keys=False,
            width=10_000,
            **tyyli,
        )
        + loppu
    )


def jaa(text: str) -> tuple[str, str, str]:
    """What is above the YAML in a file of data or a page, the YAML, and what is below it."""
    osuma = re.match(r"(---\n)(.*?\n)(---\n.*)", text, re.DOTALL)
    return osuma.groups() if osuma else ("", text, "")


def osat(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of plain data: what holds it, and its key there."""
    for avain, osa in list(
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        yield data, avain
        yield from osat(osa)


NAKYVAT: Mapping[str, Change] = {
    "tavu pois": _tavut(lambda rng, data, i: data[:i] + data[i + 1 :]),
    "tavu lisää": _tavut(lambda rng, data, i: data[:i] + bytes([rng.randrange(256)]) + data[i:]),
    "tavu toinen": _tavut(lambda rng, data, i: data[:i] + bytes([rng.randrange(256)]) + data[i + 1 :]),
    "katkennut": _tavut(lambda rng, data, i: data[:i]),
    "latin-1": lambda rng, text: text.encode("latin-1", "replace"),
    "utf-16": lambda rng, text: text.encode("utf-16"),
    "merkki pois": _kohdassa(lambda rng, text, i: text[:i] + text[i + 1 :]),
    "merkki kahdesti": _kohdassa(lambda rng, text, i: text[:i] + text[i] + text[i:]),
    "merkit vaihtuneet": _kohdassa(lambda rng, text, i: text[:i] + text[i : i + 2][::-1] + text[i + 2 :]),
    "YAMLin merkki": _kohdassa(lambda rng, text, i: text[:i] + rng.choice(MERKIT) + text[i:]),
    "outo merkki": _kohdassa(lambda rng, text, i: text[:i] + rng.choice(OUDOT) + text[i:]),
    "outo merkki rivin alussa": _rivilla(lambda rng, line: rng.choice(OUDOT) + line),
    "rivi pois": _rivilla(lambda rng, line: ""),
    "rivi kahdesti": _rivilla(lambda rng, line: f"{line}\n{line}"),
    "rivit vaihtuneet": _vaihda_rivit,
    "rivi kahtena": _rivilla(lambda rng, line: f"{line[: len(line) // 2]}\n{line[len(line) // 2 :]}"),
    "rivi edellisen jatkona": _kohdassa(
        lambda rng, text, i: text[:i] + re.sub(r"\n *", rng.choice(["", " "]), text[i:], count=1)
    ),
    "rivi kommenttina": _rivilla(lambda rng, line: f"# {line}"),
    "vieras rivi": _lisaa_rivi,
    "sisennys": _rivilla(
        lambda rng, line: rng.choice(
            [f" {line}", f"  {line}", line[1:], line[2:], f"\t{line}", line.lstrip()]
        )
    ),
    "lohko sisennetty": _sisenna_lohko,
    "lohko pois": _poista_lohko,
    "lainausmerkit pois": _rivilla(lambda rng, line: re.sub(r'"([^"]*)"', r"\1", line, count=1)),
    "lainausmerkki pois": _rivilla(lambda rng, line: line.replace('"', "", 1)),
    "toinen arvo": _rivilla(
        lambda rng, line: re.sub(r"(: *)\S.*$", lambda osuma: osuma[1] + rng.choice(ARVOT), line, count=1)
    ),
    "arvo luetteloon": _rivilla(
        lambda rng, line: re.sub(r"\]", lambda osuma: f", {rng.choice(ARVOT)}]", line, count=1)
    ),
    "tunnus väärin": _rivilla(
        lambda rng, line: re.sub(
            r"[a-z0-9]+-[a-z0-9-]+|[A-Z][0-9]+", lambda osuma: osuma[0] + rng.choice("x-ä1 "), line, count=1
        )
    ),
    "kutsu rikki": _rivilla(
        lambda rng, line: re.sub(r"[{}()]", lambda osuma: rng.choice(["", osuma[0] * 2, "'"]), line, count=1)
    ),
    "loppukommentti": _rivilla(lambda rng, line: f"{line} #{rng.choice(['1', ' 1', 'x'])}"),
    "rakenne": _rakenne,
}


def _alkukohdat(text: str) -> list[int]:
    """The rows (from 0) of a file's YAML on which a field or a value of a list begins: between them a reader sees no text."""
    alku, data, _ = jaa(text)
    tapahtumat = yaml.parse(data, Loader=yaml.CBaseLoader)
    return sorted(
        {
            alku.count("\n") + tapahtuma.start_mark.line
            for tapahtuma in tapahtumat
            if isinstance(tapahtuma, yaml.ScalarEvent)
        }
    )


def _rivi_valiin(rivi: str) -> Change:
    def muutos(rng: random.Random, text: str) -> str:
        lines, i = text.split("\n"), rng.choice(_alkukohdat(text))
        return "\n".join([*lines[:i], rivi, *lines[i:]])

    return muutos


def _toiset_lainausmerkit(rng: random.Random, text: str) -> str:
    alku, data, loppu = jaa(text)
    return (
        alku
        + re.sub(r'"([^"\'\\\n]*)"', lambda osuma: f"'{osuma[1]}'" if rng.random() < 0.5 else osuma[0], data)
        + loppu
    )


def _kenttien_jarjestys(rng: random.Random, text: str) -> str:
    def sekoita(data: Any) -> Any:
        if isinstance(data, dict):
            return {avain: sekoita(data[avain]) for avain in rng.sample(list(data), len(data))}
        return [sekoita(osa) for osa in data] if isinstance(data, list) else data

    return _uudelleen(text, sekoita)


ENNALLAAN: Mapping[str, Change] = {
    "CRLF": lambda rng, text: text.replace("\n", "\r\n"),
    "CR": lambda rng, text: text.replace("\n", "\r"),
    "BOM": lambda rng, text: "\ufeff" + text,
    "loppurivi pois": lambda rng, text: text.rstrip("\n"),
    "tyhjiä loppuun": lambda rng, text: text + "\n\n\n",
    "välilyönti rivin lopussa": lambda rng, text: (
        jaa(text)[0] + re.sub(r"(?<=[\"\]])\n", " \n", jaa(text)[1]) + jaa(text)[2]
    ),
    "kommenttirivi": _rivi_valiin('    # kommentti: "auki'),
    "tyhjä rivi": _rivi_valiin("  "),
    "lainausmerkit toisin": _toiset_lainausmerkit,
    "kenttien järjestys": _kenttien_jarjestys,
    "leveä sisennys": lambda rng, text: _uudelleen(text, lambda data: data, indent=6),
    "sulkeissa": lambda rng, text: _uudelleen(text, lambda data: data, default_flow_style=True),
    "lainausmerkeissä": lambda rng, text: _uudelleen(text, lambda data: data, default_style="'"),
}
