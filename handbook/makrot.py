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
    """``lohko`` says that the macro prints whole blocks, so it stands on a row of its own; else it stands in text."""

    parametrit: tuple[Parametri, ...] = ()
    lohko: bool = True


MAKROT: Mapping[str, Makro] = {
    "palvelukortti": Makro((Parametri("tunnus", "palvelu"),)),
    "palvelukortit": Makro((Parametri("tyyppi", arvot=("palvelu", "ohjaus"), pakollinen=False),)),
    "palvelun_tiedot": Makro((Parametri("tunnus", "oma-palvelu"),)),
    "lahde": Makro((Parametri("numero", "lahde", monta=True),), lohko=False),
    "lahdeluettelo": Makro(),
    "termi": Makro((Parametri("tunnus", "termi"), Parametri("teksti", pakollinen=False)), lohko=False),
    "sanasto": Makro(),
    "tarkistettava": Makro((Parametri("tunnus", "tarkistus"),)),
    "tarkistuslista": Makro(),
    "vaittamat": Makro(),
    "palvelukartta": Makro(),
    "polku": Makro((Parametri("tunnus", "kuva"),)),
    "kuva": Makro((Parametri("tunnus", "kuva"),)),
    "palveluvalitsin": Makro(),
    "tapaukset": Makro(),
    "tietotesti": Makro(),
    "lukupolut": Makro(),
    "edistyminen": Makro(),
    "perehdytysmerkinta": Makro(),
}


def esimerkki(nimi: str) -> str:
    """A call of the macro as an editor would write it, for messages: ``{{ lahde(1) }}``."""
    arvot = ", ".join("1" if p.laji == "lahde" else f'"{p.arvot[0] if p.arvot else p.nimi}"'
                      for p in MAKROT[nimi].parametrit if p.pakollinen)
    return f"{{{{ {nimi}({arvot}) }}}}"
