"""The real content with thousands of mistakes in it: valid, or told in Finnish where it is; never a traceback, never a text lost unseen.

Three things must hold.

* A change that no reader sees (a comment, quotes of the other kind, the order of fields, line ends) changes nothing.
* Of content with problems each problem is on a row of a file that exists, in Finnish, with the mend.
* Of valid content nothing that stands in the file is missing: every sign that a person sees in the YAML, comments aside, is in
  the handbook in the same order, and every letter of a page is on the page. Whatever is gone was taken away where it can be seen.
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

import jinja2
import markdown
import pydantic
import pytest
from builds import ROOT, content_copy
from content import whole
from messages import in_finnish
from mutations import ENNALLAAN, NAKYVAT, jaa
from remembering import remembering

from handbook.check import Outcome, Whole, check
from handbook.content.macros import MACROS
from handbook.files import FILE
from handbook.reading.yaml_text import parse

# By the folder of a file: how many mistakes of each kind are made in it, and how many kinds of change that no reader sees.
KERTAA = {"data": 4, "docs": 1}
LAJEJA = {"data": len(ENNALLAAN), "docs": 4}
TIEDOSTOJA = [
    *(f"data/{nimi}" for nimi in FILE),
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")),
]


@pytest.fixture(scope="module")
def kopio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content in a folder of its own."""
    return content_copy(tmp_path_factory.mktemp("kasikirja"))


@pytest.fixture(autouse=True, scope="module")
def _remembering() -> Iterator[None]:
    with remembering():
        yield


def tarkasta(kopio: Path, tiedosto: str, sisalto: str | bytes) -> Outcome:
    """The outcome of the check with one file's content in the place of the real one."""
    (kopio / tiedosto).write_bytes(
        sisalto if isinstance(sisalto, bytes) else sisalto.encode("utf-8", "surrogatepass")
    )
    try:
        return check(kopio)
    finally:
        shutil.copy(ROOT / tiedosto, kopio / tiedosto)


@pytest.mark.parametrize("tiedosto", TIEDOSTOJA)
def test_what_no_reader_sees_changes_nothing(tiedosto: str, kopio: Path) -> None:
    text = (ROOT / tiedosto).read_text(encoding="utf-8")
    for nimi in random.Random(tiedosto).sample(sorted(ENNALLAAN), LAJEJA[tiedosto[:4]]):
        tarkastus = tarkasta(kopio, tiedosto, ENNALLAAN[nimi](random.Random(f"{tiedosto} {nimi}"), text))
        assert tarkastus.whole is not None, (nimi, [str(ongelma) for ongelma in tarkastus.problems])
        assert _luettavaa(tarkastus.whole) == _luettavaa(whole()), nimi


def _luettavaa(whole: Whole) -> Any:
    """All that was read, without the rows of its files and the name of its version, which no reader sees."""
    sivut = tuple(
        dataclasses.replace(
            sivu,
            kutsut=tuple(dataclasses.replace(kutsu, rivi=0) for kutsu in sivu.kutsut),
            ulkoiset=tuple((osoite, 0) for osoite, _ in sivu.ulkoiset),
        )
        for sivu in whole.kirja.sivut
    )
    return dataclasses.replace(whole.kirja, sivut=sivut, versio=""), whole.models


def virheet(tiedosto: str, text: str) -> Iterator[tuple[str, str | bytes]]:
    """The mistakes made in a file, each with its name; those that leave its text as it is are none."""
    for nimi, muuta in NAKYVAT.items():
        for kerta in range(KERTAA[tiedosto[:4]]):
            sisalto = muuta(random.Random(f"{tiedosto} {nimi} {kerta}"), text)
            if sisalto not in (text, text.encode()):
                yield f"{nimi} {kerta}", sisalto


def test_mistakes_are_many() -> None:
    assert (
        sum(
            1
            for tiedosto in TIEDOSTOJA
            for _ in virheet(tiedosto, (ROOT / tiedosto).read_text(encoding="utf-8"))
        )
        >= 2000
    )


@pytest.mark.parametrize("tiedosto", TIEDOSTOJA)
def test_mistakes_are_told_or_seen(tiedosto: str, kopio: Path) -> None:
    for nimi, sisalto in virheet(tiedosto, (ROOT / tiedosto).read_text(encoding="utf-8")):
        tarkastus = tarkasta(kopio, tiedosto, sisalto)
        if tarkastus.whole is None:
            assert tarkastus.problems
            for ongelma in tarkastus.problems:
                loppu = sisalto if ongelma.file == tiedosto else (ROOT / ongelma.file).read_bytes()
                riveja = len(
                    re.split(
                        "\r\n|\r|\n", loppu if isinstance(loppu, str) else loppu.decode("utf-8", "replace")
                    )
                )
                assert 1 <= ongelma.line <= riveja and in_finnish(str(ongelma)), (nimi, str(ongelma))
            continue
        nakyva = sisalto if isinstance(sisalto, str) else sisalto.decode("utf-8-sig")
        merkit, kirjaimet, makrot = tiedostossa(tiedosto, nakyva)
        julkaistut_merkit, julkaistut_kirjaimet, julkaistut_makrot = kasikirjassa(
            tarkastus.whole, tiedosto, nakyva
        )
        assert (julkaistut_merkit, julkaistut_makrot) == (merkit, makrot), nimi
        jaljella = iter(julkaistut_kirjaimet)
        assert all(kirjain in jaljella for kirjain in kirjaimet), nimi


def tiedostossa(tiedosto: str, text: str) -> tuple[str, str, list[str]]:
    """What a person sees in a file without reading it as YAML or Markdown: signs of the data, letters of the prose, macros."""
    _, data, proosa = jaa(_rivit(text)) if tiedosto.startswith("docs/") else ("", _rivit(text), "")
    # A comment stands on a row of its own, or after the end of a value that ends in sight: in quotes, in brackets, an id.
    data = re.sub(r"^ *#.*$|^(---|\.\.\.) *$|^%YAML.*$", "", data, flags=re.MULTILINE)
    data = re.sub(r"(?<=[\]}\"':]) +# .*$|(?<=: )([a-z0-9.-]+)  +# .*$", r"\1", data, flags=re.MULTILINE)
    proosa = proosa.removeprefix("---\n")
    makrot = re.findall(r"\{\{ *(\w+)\(", proosa)
    # What belongs to the markup: calls, attributes, where links lead, numbers of lists, the language of code, entities.
    for merkinta in (
        r"\{\{.*?\}\}",
        r"\{: ?[.#][^}\n]*\}",
        r"(?<=\])\([^)\n]*\)",
        r"^ {0,3}\d+[.)] ",
        r"^ {0,3}(```|~~~).*$",
        r"&\w+;",
    ):
        proosa = re.sub(merkinta, "", proosa, flags=re.MULTILINE)
    return _merkit(data), _kirjaimet(proosa), makrot


def kasikirjassa(whole: Whole, tiedosto: str, text: str) -> tuple[str, str, list[str]]:
    """The same of what is published; and that the records hold exactly what the file's YAML does."""
    if tiedosto.startswith("data/"):
        nimi = tiedosto.removeprefix("data/")
        document, _ = parse(_rivit(text), file=tiedosto)
        assert document is not None
        assert _pelkka(whole.models[nimi]) == _arvot(document.data)
        assert _kirjassa(whole, nimi)
        return _merkit(" ".join(_tekstit(document.data))), "", []
    sivu = whole.kirja.sivu[tiedosto.removeprefix("docs/")]
    _, data, proosa = jaa(_rivit(text))
    document, _ = parse(data, file=tiedosto)
    assert document is not None
    assert _pelkka(sivu.etutiedot) == _arvot(document.data)
    # The settings of mkdocs.yml; toc, tables and fenced code are MkDocs' own.
    ymparisto = jinja2.Environment(comment_start_string="{##", comment_end_string="##}")
    ymparisto.globals.update({makro: lambda *_, **__: "" for makro in MACROS})
    html = markdown.markdown(
        ymparisto.from_string(proosa.removeprefix("---\n")).render(),
        extensions=["abbr", "attr_list", "tables", "toc", "fenced_code"],
    )
    lukija = _Lukija()
    lukija.feed(html)
    return (
        _merkit(" ".join(_tekstit(document.data))),
        _kirjaimet("".join(lukija.osat)),
        [kutsu.makro for kutsu in sivu.kutsut],
    )


def _kirjassa(whole: Whole, nimi: str) -> bool:
    """Whether what the source handbook has of a data file is what the file's model holds."""
    kirja, malli = whole.kirja, whole.models[nimi]
    if nimi == "quiz.yml":
        return kirja.kysely == malli
    return all(
        getattr(kirja, kentta) in (arvo, tuple(arvo) if isinstance(arvo, list) else arvo)
        for kentta, arvo in malli
        if hasattr(kirja, kentta)
    )


class _Lukija(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.osat: list[str] = []

    def handle_data(self, data: str) -> None:
        self.osat.append(data)


def _rivit(text: str) -> str:
    return re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))


def _merkit(text: str) -> str:
    """The signs of a text that have no task in YAML."""
    return re.sub(r"""[\s:,\[\]{}"'\\|>?-]""", "", text)


def _kirjaimet(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _tekstit(data: Any) -> list[str]:
    """Keys and values of plain data in their order."""
    if isinstance(data, dict):
        return [teksti for avain, osa in data.items() for teksti in (avain, *_tekstit(osa))]
    return [teksti for osa in data for teksti in _tekstit(osa)] if isinstance(data, list) else [data]


def _arvot(data: Any) -> Any:
    """Plain data as records hold it: without blanks round texts, silence as ``None``."""
    if isinstance(data, dict):
        return {avain: _arvot(osa) for avain, osa in data.items()}
    if isinstance(data, list):
        return [_arvot(osa) for osa in data]
    return None if data in ("ei-kerrota", "ei-viela", "ei-nimetty") else data.strip()


def _pelkka(arvo: Any) -> Any:
    """Records as plain data: what was given in the file, each value as text."""
    if isinstance(arvo, pydantic.BaseModel):
        return {nimi: _pelkka(getattr(arvo, nimi)) for nimi in arvo.model_fields_set}
    if isinstance(arvo, dict):
        return {avain: _pelkka(osa) for avain, osa in arvo.items()}
    if isinstance(arvo, (list, tuple)):
        return [_pelkka(osa) for osa in arvo]
    return arvo if arvo is None else str(arvo).lower() if isinstance(arvo, bool) else str(arvo)
