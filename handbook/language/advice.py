"""Finnish of all texts: spelling, long sentences, words that the handbook avoids. Advice, not errors: a language is no syntax.

Spelling is Voikko's (:class:`handbook.language.finnish.Dictionary`); names and words of the trade that it does not know are allowed in
``data/language.yml``. Each warning has its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from handbook.content.pages import prose
from handbook.language.finnish import Dictionary
from handbook.language.model import Kieli
from handbook.reading.problems import Problem, did_you_mean, shown
from handbook.reading.yaml_text import Document, Location

# Words a sentence. GOV.UK's limit (insidegovuk.blog.gov.uk, 4.8.2014: ”why 25 words is our limit”); Finnish says more in a word.
VIRKE = 25

# Readers' slang and other languages are no texts of the handbook.
_OHITETTAVAT = frozenset({"hakusanat"})

# Words with their hyphens and case endings: ”työ-”, ”WCAG 2.2:n”, ”Y100-lomake”. Addresses and files are no words.
_EI_SANOJA = re.compile(r"https?://\S+|\b[\w/.-]+\.(?:md|json|yml|fi|org)\b|`[^`]*`")
_SANA = re.compile(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*-?")
_VIRKKEET = re.compile(r"(?<=[.!?])[”)]*\s+(?=[”(]?[A-ZÅÄÖ0-9])")
_ID = re.compile(r"[a-z0-9.-]+")


class Rivi(NamedTuple):
    """A text of the content and where it stands."""

    tiedosto: str
    numero: int
    teksti: str


def texts(documents: Iterable[Document], sivut: Mapping[str, str]) -> Iterator[Rivi]:
    """Every text of the data files and every row of the pages; no ids, no markup."""
    for document in documents:
        yield from (
            Rivi(document.file, document.row(paikka), teksti)
            for paikka, teksti in _tekstit(document.data, ())
        )
    for tiedosto, sivu in sivut.items():
        yield from (Rivi(f"docs/{tiedosto}", numero, teksti) for numero, teksti in prose(sivu))


def _tekstit(data: Any, paikka: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        if not _ID.fullmatch(data):
            yield paikka, data
        return
    for avain, osa in data.items() if isinstance(data, dict) else enumerate(data):
        if avain not in _OHITETTAVAT:
            yield from _tekstit(osa, (*paikka, avain))


def language_warnings(
    documents: Sequence[Document],
    sivut: Mapping[str, str],
    kieli: Kieli,
    document: Document,
    *,
    abbreviations: Iterable[str],
    sanakirja: Dictionary,
) -> list[Problem]:
    """All warnings about the texts of valid content, in the order of files and rows.

    ``documents`` are the data files that hold texts and ``sivut`` the pages; ``document`` is that of ``kieli`` itself. The
    glossary's ``abbreviations`` are words too.
    """
    rivit = list(texts(documents, sivut))
    hyvaksytyt = (*kieli.sallitut, *abbreviations)
    varoitukset = {
        *_spelling(rivit, hyvaksytyt, kieli, document, sanakirja),
        *_avoided(rivit, kieli, document),
        *_sentences(rivit),
    }
    sanakirja.tallenna()
    return sorted(varoitukset)


def _spelling(
    rivit: list[Rivi], hyvaksytyt: Iterable[str], kieli: Kieli, document: Document, sanakirja: Dictionary
) -> Iterator[Problem]:
    sallitut = [sana.lower() for sana in hyvaksytyt]
    kaytetyt: set[str] = set()
    for rivi in rivit:
        for sana in _SANA.findall(_EI_SANOJA.sub(" ", rivi.teksti)):
            for osa in _parts(sana.lower(), sanakirja):
                osumat = [alku for alku in sallitut if _allows(alku, osa)]
                kaytetyt.update(osumat)
                if not osumat:
                    yield Problem(
                        rivi.tiedosto,
                        rivi.numero,
                        f"Oikoluku ei tunne sanaa {sana}.",
                        "Korjaa sana tai lisää se tiedostoon data/language.yml.",
                    )
    for i, sana in enumerate(kieli.sallitut):
        if sana.lower() not in kaytetyt:
            yield Problem(
                document.file,
                document.row(("sallitut", i)),
                f"Sallittua sanaa {sana} ei tarvita.",
                "Poista se: mikään teksti ei käytä sitä, tai oikoluku tuntee sen jo.",
            )


def _parts(sana: str, sanakirja: Dictionary) -> Iterator[str]:
    """What the dictionary does not know of a word in lower case: words between hyphens, without a case ending behind a colon.

    The first part of a compound that is written once (sosiaali- ja terveyspalvelut) is looked up in a compound.
    """
    *alut, loppu = re.sub(r"[:’'][a-zåäö]{1,5}$", "", sana).split("-")
    if not loppu:
        *alut, alkuosa = alut
        loppu = f"{alkuosa}työ" if len(alkuosa) > 1 else ""
    if not sanakirja.tunnettu(sana):
        yield from (osa for osa in (*alut, loppu) if len(osa) > 1 and not sanakirja.tunnettu(osa))


def _allows(alku: str, sana: str) -> bool:
    """Whether ``sana`` is the allowed word, or an inflected form of one long enough to be told apart by its beginning."""
    return sana == alku or (len(alku) > 4 and sana.startswith(alku) and len(sana) - len(alku) <= 7)


def _avoided(rivit: list[Rivi], kieli: Kieli, document: Document) -> Iterator[Problem]:
    tiedostot = {rivi.tiedosto: None for rivi in rivit}
    for i, kartettava in enumerate(kieli.kartettavat):
        for j, tiedosto in enumerate(kartettava.paitsi):
            if tiedosto not in tiedostot:
                yield Problem(
                    document.file,
                    document.row(("kartettavat", i, "paitsi", j)),
                    f"Tiedostoa {tiedosto} ei ole, tai siinä ei ole tekstiä.",
                    did_you_mean(tiedosto, tiedostot)
                    or "Kirjoita esimerkiksi data/sources.yml tai poista se.",
                )
        kuvio = re.compile(
            rf"(?<![\w-]){re.escape(kartettava.sana)}\w*", 0 if kartettava.sana.isupper() else re.IGNORECASE
        )
        for rivi in rivit:
            if rivi.tiedosto not in kartettava.paitsi and (osuma := kuvio.search(rivi.teksti)):
                yield Problem(
                    rivi.tiedosto,
                    rivi.numero,
                    f"Käsikirja ei käytä sanaa {osuma[0]}. {kartettava.syy}",
                    f"Kirjoita {kartettava.sijaan}.",
                )


def _sentences(rivit: list[Rivi]) -> Iterator[Problem]:
    for rivi in rivit:
        for virke in _VIRKKEET.split(rivi.teksti):
            sanoja = sum(any(merkki.isalnum() for merkki in sana) for sana in virke.split())
            if sanoja > VIRKE:
                yield Problem(
                    rivi.tiedosto,
                    rivi.numero,
                    f"Virkkeessä {shown(virke)} on {sanoja} sanaa.",
                    f"Jaa se: enintään {VIRKE} sanaa virkkeessä.",
                )
