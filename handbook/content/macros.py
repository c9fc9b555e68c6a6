"""The macros that pages may call, by name, with their parameters.

Calls are checked against this table before anything is built, so that a mistyped name or argument is reported
with its row. :mod:`macros` gives each name its function; a test keeps the two in step. Names and arguments
are Finnish, since editors type them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Parameter:
    """One parameter.

    ``kind`` names the kind of id its value must be (:class:`handbook.reading.fields.Viittaus`) and is empty
    for other text; ``values`` lists the words allowed, if not all are; with ``many`` one or more values may
    be given.
    """

    name: str
    kind: str = ""
    values: tuple[str, ...] = ()
    required: bool = True
    many: bool = False


@dataclass(frozen=True)
class Macro:
    """One macro.

    ``block`` says that it prints whole blocks and so needs a row of its own; other macros are used within
    text. ``page`` is set if links or scripts rely on the macro being on one page only, once.
    """

    parameters: tuple[Parameter, ...] = ()
    block: bool = True
    page: str = ""


MACROS: Mapping[str, Macro] = {
    "palvelukortti": Macro((Parameter("tunnus", "palvelu"),)),
    "palvelukortit": Macro((Parameter("tyyppi", values=("palvelu", "ohjaus"), required=False),)),
    "palvelun_tiedot": Macro((Parameter("tunnus", "oma-palvelu"),)),
    "lahde": Macro((Parameter("numero", "lahde", many=True),), block=False),
    "lahdeluettelo": Macro(),
    "termi": Macro((Parameter("tunnus", "termi"), Parameter("teksti", required=False)), block=False),
    "sanasto": Macro(),
    "tarkistettava": Macro((Parameter("tunnus", "tarkistus"),)),
    "tarkistuslista": Macro(),
    "vaittamat": Macro(),
    "palvelukartta": Macro(),
    "polku": Macro((Parameter("tunnus", "kuva"),)),
    "kuva": Macro((Parameter("tunnus", "kuva"),)),
    "palveluvalitsin": Macro(page="palveluvalitsin.md"),
    "tapaukset": Macro(page="harjoitukset.md"),
    "tietotesti": Macro(page="harjoitukset.md"),
    "lukupolut": Macro(page="lukupolut.md"),
    "edistyminen": Macro(),
    "perehdytysmerkinta": Macro(page="perehdytysmerkinta.md"),
    "mita_uutta": Macro(page="mita-uutta.md"),
}


def example(name: str) -> str:
    """A call of the macro as an editor would write it, for hints: ``{{ lahde(1) }}``."""
    values = ", ".join(
        "1" if p.kind == "lahde" else f'"{p.values[0] if p.values else p.name}"'
        for p in MACROS[name].parameters
        if p.required
    )
    return f"{{{{ {name}({values}) }}}}"
