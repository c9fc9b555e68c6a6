"""What a page may call: the macros by name, and what each takes.

The pages are checked against this table before anything is built, so that a mistyped name or argument is told with
its row. ``macros/`` gives each name its function; a test keeps the two the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Parametri:
    """One argument. ``laji`` names the kind of id it must be (see ``model.Viittaus``) or is empty for free text;
    ``arvot`` lists the words allowed; ``monta`` takes one or more of the same."""

    nimi: str
    laji: str = ""
    arvot: tuple[str, ...] = ()
    pakollinen: bool = True
    monta: bool = False


@dataclass(frozen=True)
class Makro:
    """``lohko`` says that the macro prints whole blocks, so it stands on a row of its own; else it stands in text.
    ``tiedosto`` is where what it prints is written, if that is one file."""

    parametrit: tuple[Parametri, ...] = ()
    lohko: bool = True
    tiedosto: str = ""


MAKROT: Mapping[str, Makro] = {
    "palvelukortti": Makro((Parametri("tunnus", "palvelu"),), tiedosto="data/services.yml"),
    "palvelukortit": Makro((Parametri("tyyppi", arvot=("palvelu", "ohjaus"), pakollinen=False),), tiedosto="data/services.yml"),
    "palvelun_tiedot": Makro((Parametri("tunnus", "oma-palvelu"),), tiedosto="data/services.yml"),
    "lahde": Makro((Parametri("numero", "lahde", monta=True),), lohko=False),
    "lahdeluettelo": Makro(tiedosto="data/sources.yml"),
    "termi": Makro((Parametri("tunnus", "termi"), Parametri("teksti", pakollinen=False)), lohko=False),
    "sanasto": Makro(tiedosto="data/glossary.yml"),
    "tarkistettava": Makro((Parametri("tunnus", "tarkistus"),)),
    "tarkistuslista": Makro(tiedosto="data/reviews.yml"),
    "vaittamat": Makro(tiedosto="data/facts.yml"),
    "palvelukartta": Makro(tiedosto="data/pathways.yml"),
    "polku": Makro((Parametri("tunnus", "kuva"),), tiedosto="data/pathways.yml"),
    "kuva": Makro((Parametri("tunnus", "kuva"),), tiedosto="data/pathways.yml"),
    "palveluvalitsin": Makro(tiedosto="data/quiz.yml"),
    "tapaukset": Makro(tiedosto="data/cases.yml"),
    "tietotesti": Makro(tiedosto="data/knowledge.yml"),
    "lukupolut": Makro(tiedosto="data/paths.yml"),
    "edistyminen": Makro(),
    "perehdytysmerkinta": Makro(),
    "mita_uutta": Makro(),
}


def esimerkki(nimi: str) -> str:
    """A call of the macro as an editor would write it, for messages: ``{{ lahde(1) }}``."""
    arvot = ", ".join("1" if p.laji == "lahde" else f'"{p.arvot[0] if p.arvot else p.nimi}"'
                      for p in MAKROT[nimi].parametrit if p.pakollinen)
    return f"{{{{ {nimi}({arvot}) }}}}"
