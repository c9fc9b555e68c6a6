"""A statement cannot be lost: what the data says, and what a page's foot claims, is on the page."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import builds
import content
import lxml.html
import pytest
from pydantic import BaseModel

from handbook.check import Whole
from handbook.content.services import Palvelu, Palvelut
from handbook.files import FILE_OF, FILES
from handbook.reading.fields import Teksti

pytestmark = pytest.mark.xdist_group("site")

# Ids, numbers and words of the rules hold no statement: readers never see them.
_ID = re.compile(r"[a-z0-9./-]+|[A-Z][0-9]+")


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside a record with the names of the fields that lead to it; ids are left out."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part, path)
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part, path)
    elif isinstance(value, str) and not _ID.fullmatch(value):
        yield path.lstrip("."), value


def words(text: str) -> str:
    return " ".join(text.split())


def shown(site: Path) -> dict[str, str]:
    """The words of each page by its name: its content, its links, and the data that its scripts read."""
    pages = {}
    for path in builds.pages_of(site):
        [article] = lxml.html.fromstring(path.read_bytes()).xpath(
            "//article[contains(@class, 'md-content__inner')]"
        )
        data = [json.loads(value) for value in article.xpath(".//@*[starts-with(., '{')]")]
        hidden = [*article.xpath(".//@href"), *(words(text) for part in data for text in strings(part))]
        pages[page_name(path.relative_to(site).as_posix())] = "\n".join(
            [words(article.text_content()), *hidden]
        )
    return pages


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from strings(part)


def page_name(file: str) -> str:
    """One name for a page and its built file: ``polut`` for ``polut/index.md`` and ``polut/index.html``."""
    return re.sub(r"(^|/)index$", "", file.rpartition(".")[0])


def lost_statements(whole: Whole, pages: Mapping[str, str]) -> Iterator[str]:
    """What a page is said to tell (its foot names the facts) and does not."""
    for sivu in whole.kirja.sivut:
        for kohta in whole.kirja.sivun_kohdat(sivu):
            yield from (
                f"{sivu.tiedosto}: {type(kohta).__name__}.{path}: {text}"
                for path, text in texts(kohta)
                if not path.endswith("lyhyesti") and words(text) not in pages[page_name(sivu.tiedosto)]
            )


def lost_fields(whole: Whole, pages: Mapping[str, str]) -> Iterator[str]:
    """Texts of a data file that none of the pages that print it shows."""
    for file in FILES:
        callers = [s for s in whole.kirja.sivut if any(kutsu.makro in file.macros for kutsu in s.kutsut)]
        printed = "\n".join(pages[page_name(sivu.tiedosto)] for sivu in callers)
        for path, text in texts(whole.records(file.model)) if file.macros else ():
            if words(text) not in printed:
                yield f"{file.path} {path}: {text}"


def test_everything_that_is_written_is_shown(site: Path) -> None:
    whole, pages = content.whole(), shown(site)
    assert [*lost_statements(whole, pages), *lost_fields(whole, pages)] == []


class WithNewField(Palvelu, title="Palvelu, jolla on uusi kenttä"):
    """A service as it is when a field was added to the model and to the data, and to no template."""

    lisatieto: Teksti


def test_new_field_without_a_place_in_a_template_is_named(site: Path) -> None:
    whole = content.whole()
    services = whole.records(Palvelut)
    first = next(palvelu for palvelu in services.palvelut if isinstance(palvelu, Palvelu))
    added = WithNewField.model_construct(**dict(first), lisatieto="Tätä ei näytetä missään.")
    changed = services.model_copy(update={"palvelut": [added, *services.palvelut[1:]]})
    models = {**whole.models, FILE_OF[Palvelut].name: changed}
    lost = list(lost_fields(dataclasses.replace(whole, models=models), shown(site)))
    assert "data/services.yml palvelut.lisatieto: Tätä ei näytetä missään." in lost


def test_statement_that_a_page_is_said_to_tell_is_named(site: Path) -> None:
    whole, pages = content.whole(), shown(site)
    sivu = next(sivu for sivu in whole.kirja.sivut if whole.kirja.sivun_kohdat(sivu))
    emptied = {**pages, page_name(sivu.tiedosto): ""}
    assert sivu.tiedosto in {line.split(":")[0] for line in lost_statements(whole, emptied)}
