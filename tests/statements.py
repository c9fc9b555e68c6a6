"""What the data says and a page's foot claims, and whether it is on the pages."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import lxml.html
from builds import pages_of
from pydantic import BaseModel

from handbook.check import Whole
from handbook.files import FILES

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
    for path in pages_of(site):
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
                f"docs/{sivu.tiedosto}: Sivulla ei ole väitettä ”{text}” ({type(kohta).__name__}.{path}), "
                "vaikka sen väittämät luetellaan sivun lopussa. → Kerro siitä ylläpitäjälle."
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
                yield (
                    f"{file.path}: Millään sivulla ei ole tekstiä ”{text}” ({path}). "
                    f"→ Näytä se makrolla {' tai '.join(file.macros)}, tai poista se."
                )


def lost_marks(whole: Whole, pages: Mapping[str, str]) -> Iterator[str]:
    """Reviews and sources of statements that a page does not name as many times as it is said to."""
    for sivu in whole.kirja.sivut:
        hrefs = Counter(
            re.findall(r"#((?:tarkistus|lahde)-\S+)$", pages[page_name(sivu.tiedosto)], re.MULTILINE)
        )
        parts = whole.kirja.sivun_kohdat(sivu)
        expected = Counter(f"tarkistus-{part.tarkistus}" for part in parts if part.tarkistus)
        expected.update(f"lahde-{number}" for part in parts for number in part.lahteet)
        expected.update(f"tarkistus-{review}" for review in sivu.kutsutut("tarkistettava"))
        yield from (
            f"docs/{sivu.tiedosto}: Sivulla on kohtaan #{anchor} {hrefs[anchor]} linkkiä. Niitä pitäisi olla "
            f"{count}. → Kerro siitä ylläpitäjälle."
            for anchor, count in expected.items()
            if hrefs[anchor] < count
        )
