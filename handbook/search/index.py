"""The search index in Finnish: what is added to the index that the site generator made.

The generator's search knows the words of the pages only as they are written. Here it gets a dictionary from
what readers type to the words that the pages use, and every term of the glossary as a result of its own.
``search.js`` reads the dictionary in the browser. The pages' text is not changed, so that results show
nothing else.
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

# The theme's word splitter for Finnish, which its search loads; search.js is appended to it, behind the mark.
_SPLITTER = "assets/javascripts/lunr/min/lunr.fi.min.js"
_MARK = "/* search.js */"


def enrich(site: Path, kirja: Kasikirja, synonyms: Iterable[Synonyymi], dictionary: Dictionary) -> None:
    """Makes the search of the built site in ``site`` understand Finnish.

    Changes its index and its search script in place; running it again gives the same.
    """
    path = site / "search/search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = list(_documents(index["docs"], kirja))
    texts = [
        html.unescape(re.sub(r"<[^>]*>", " ", doc[field]))
        for doc in index["docs"]
        for field in ("title", "text")
    ]
    lexicon = Lexicon(texts, dictionary, separator=index["config"]["separator"])
    # Besides the documents, the theme passes only the settings of fields on to the search engine.
    index["config"]["fields"]["text"]["sanasto"] = word_tables(lexicon, all_synonyms(synonyms, kirja))
    dictionary.save()
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    splitter = site / _SPLITTER
    script = (Path(__file__).parent / "search.js").read_text(encoding="utf-8")
    text = splitter.read_text(encoding="utf-8").partition(_MARK)[0]
    splitter.write_text(f"{text}{_MARK}\n{script}", encoding="utf-8")


def _documents(docs: Iterable[dict[str, Any]], kirja: Kasikirja) -> Iterator[dict[str, Any]]:
    """The sections of the pages, each with its page's title to search in; then the terms of the glossary.

    A page that begins with a heading has no text to show: its description takes the place.
    """
    pages = {_page(sivu.tiedosto.removesuffix(".md")): sivu for sivu in kirja.sivut}
    titles: dict[str, str] = {}
    for doc in docs:
        address, _, section = doc["location"].partition("#")
        if not section:
            titles[address] = doc["title"]
            description = html.escape(pages[_page(address)].etutiedot.description, quote=False)
            yield {**doc, "text": doc["text"] or f"<p>{description}</p>"}
        elif doc["text"]:
            yield {**doc, "sivu": titles[address]}
    glossary = next(address for address in titles if _page(address) == "sanasto")
    for termi in kirja.termit:
        title = f"{termi.termi} ({termi.lyhenne})" if termi.lyhenne else termi.termi
        yield {
            "location": f"{glossary}#{termi.id}",
            "title": html.escape(title[0].upper() + title[1:], quote=False),
            "text": f"<p>{html.escape(termi.selite, quote=False)}</p>",
            "boost": 0.1,  # a page says more than a term
        }


def _page(address: str) -> str:
    """One name for ``palvelut/index``, ``palvelut/`` and ``palvelut/index.html``."""
    return re.sub(r"(^|/)(index)?$", "", address.removesuffix(".html"))


def all_synonyms(synonyms: Iterable[Synonyymi], kirja: Kasikirja) -> Iterator[Synonyymi]:
    """The editors' synonyms, and each abbreviation of the glossary with its term, both ways."""
    yield from synonyms
    for termi in kirja.termit:
        if termi.lyhenne:
            yield Synonyymi(sana=termi.termi, hakusanat=[termi.lyhenne])
            yield Synonyymi(sana=termi.lyhenne, hakusanat=[termi.termi])


def word_tables(lexicon: Lexicon, synonyms: Iterable[Synonyymi]) -> dict[str, dict[str, list[str]]]:
    """The dictionary that ``search.js`` reads: three tables from a base form to words, all in lower case.

    ``muodot``: how it is written in the texts (tuki: tuen, tukea), also as a run of words (työkyky: työ ja
    toimintakykyä). ``osat``: the words inside it. ``synonyymit``: what readers type instead.
    """
    typed: dict[str, dict[str, None]] = defaultdict(dict)  # dicts as sets that keep their order
    for synonym in synonyms:
        for base_form in lexicon.targets(synonym.sana):
            typed[base_form].update(dict.fromkeys(word.lower() for word in synonym.hakusanat))
    forms: dict[str, list[str]] = defaultdict(list)
    for phrase, base_forms in sorted(lexicon.base_forms.items()):
        # A word that is its own only base form is left out.
        for base_form in base_forms if " " in phrase or base_forms != [phrase] else ():
            forms[base_form].append(phrase)
    return {
        "muodot": forms,
        "osat": {base_form: parts for base_form, parts in sorted(lexicon.parts.items()) if parts},
        "synonyymit": {base_form: list(words) for base_form, words in sorted(typed.items())},
    }
