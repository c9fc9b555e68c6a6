"""The search index in Finnish: what is added to the index that the site generator made.

The generator's search knows the words of the pages only as they stand there. Here it gets a dictionary that leads from what
readers type to the words that the pages use, and every term of the glossary as a result of its own. ``search.js`` reads the
dictionary in the browser. The pages' own text stays as it is, so that results show nothing else.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from handbook.content.whole import Kasikirja
from handbook.language.finnish import Dictionary
from handbook.search.lexicon import Lexicon
from handbook.search.model import Synonyymi

# The theme's word splitter for Finnish, which its search loads; search.js goes to its end.
_SPLITTER = "assets/javascripts/lunr/min/lunr.fi.min.js"
_MARK = "/* search.js */"


def enrich(site: Path, kirja: Kasikirja, synonyymit: Iterable[Synonyymi], sanakirja: Dictionary) -> None:
    """Makes the search of the built site in ``site`` understand Finnish; changes its index and its search script in place."""
    path = site / "search/search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = list(_documents(index["docs"], kirja))
    tekstit = [
        html.unescape(re.sub(r"<[^>]*>", " ", doc[kentta]))
        for doc in index["docs"]
        for kentta in ("title", "text")
    ]
    sanavarasto = Lexicon(tekstit, sanakirja, separator=index["config"]["separator"])
    # The settings of a field are the only part of the index, besides its documents, that the theme hands on to the search engine.
    index["config"]["fields"]["text"]["sanasto"] = dictionary(sanavarasto, synonyms(synonyymit, kirja))
    sanakirja.tallenna()
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    script = site / _SPLITTER
    text = script.read_text(encoding="utf-8").partition(_MARK)[0]
    script.write_text(
        f"{text}{_MARK}\n{(Path(__file__).parent / 'search.js').read_text(encoding='utf-8')}",
        encoding="utf-8",
    )


def _documents(docs: Iterable[dict[str, Any]], kirja: Kasikirja) -> Iterator[dict[str, Any]]:
    """The sections of the pages, each with the title of its page to be found by; then the terms of the glossary, one by one.

    A page that begins with a heading has no text of its own to show: its description stands in.
    """
    sivut = {_page(sivu.tiedosto.removesuffix(".md")): sivu for sivu in kirja.sivut}
    otsikot: dict[str, str] = {}
    for doc in docs:
        osoite, _, kohta = doc["location"].partition("#")
        if not kohta:
            otsikot[osoite] = doc["title"]
            kuvaus = html.escape(sivut[_page(osoite)].etutiedot.description, quote=False)
            yield {**doc, "text": doc["text"] or f"<p>{kuvaus}</p>"}
        elif doc["text"]:
            yield {**doc, "sivu": otsikot[osoite]}
    sanasto = next(osoite for osoite in otsikot if _page(osoite) == "sanasto")
    for termi in kirja.termit:
        otsikko = f"{termi.termi} ({termi.lyhenne})" if termi.lyhenne else termi.termi
        yield {
            "location": f"{sanasto}#{termi.id}",
            "title": html.escape(otsikko[0].upper() + otsikko[1:], quote=False),
            "text": f"<p>{html.escape(termi.selite, quote=False)}</p>",
            "boost": 0.1,
        }  # a page tells more than a term


def _page(osoite: str) -> str:
    """The same name for a page's file and its address: ``palvelut/index``, ``palvelut/`` and ``palvelut/index.html``."""
    return re.sub(r"(^|/)(index)?$", "", osoite.removesuffix(".html"))


def synonyms(synonyymit: Iterable[Synonyymi], kirja: Kasikirja) -> Iterator[Synonyymi]:
    """The editors' synonyms, and each abbreviation of the glossary with its term, both ways."""
    yield from synonyymit
    for termi in kirja.termit:
        if termi.lyhenne:
            yield Synonyymi(sana=termi.termi, hakusanat=[termi.lyhenne])
            yield Synonyymi(sana=termi.lyhenne, hakusanat=[termi.termi])


def dictionary(sanavarasto: Lexicon, synonyymit: Iterable[Synonyymi]) -> dict[str, dict[str, list[str]]]:
    """What leads to the base forms of the pages' words: three tables, from a base form to words in lower case.

    ``muodot``: how it stands in the texts (tuki: tuen, tukea), also as a run of words (työkyky: työ ja toimintakykyä). ``osat``:
    the words inside it. ``synonyymit``: what readers type instead.
    """
    hakusanat: dict[str, dict[str, None]] = defaultdict(dict)  # dicts as sets that keep their order
    for synonyymi in synonyymit:
        for perus in sanavarasto.kohteet(synonyymi.sana):
            hakusanat[perus].update(dict.fromkeys(hakusana.lower() for hakusana in synonyymi.hakusanat))
    muodot: dict[str, list[str]] = defaultdict(list)
    for ilmaus, perusmuodot in sorted(sanavarasto.perusmuodot.items()):
        # A word that is its own base form needs no mention.
        for perus in perusmuodot if " " in ilmaus or perusmuodot != [ilmaus] else ():
            muodot[perus].append(ilmaus)
    return {
        "muodot": muodot,
        "osat": {perus: osat for perus, osat in sorted(sanavarasto.osat.items()) if osat},
        "synonyymit": {perus: list(sanat) for perus, sanat in sorted(hakusanat.items())},
    }
