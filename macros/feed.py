"""The feed of changes: the same days as the page of changes, as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handbook.content.whole import Kasikirja
from handbook.export.history import KINDS, Change, Day
from macros.render import environment


def change_link(kasikirja: Kasikirja, address: Callable[[str], str]) -> Callable[[Change], str]:
    """Gives the address of the page that tells of a change, empty where there is none (any more). ``address`` maps a file in
    ``docs/`` to its address."""

    def linkki(muutos: Change) -> str:
        palvelu = kasikirja.palvelu.get(muutos.tunnus) if muutos.laji == "palvelu" else None
        tiedosto = palvelu.osoite if palvelu else muutos.tunnus if muutos.laji == "sivu" else ""
        return address(tiedosto) if tiedosto in kasikirja.sivu else ""

    return linkki


def feed(kasikirja: Kasikirja, paivat: Sequence[Day], *, name: str, site_url: str) -> str:
    """An Atom document of at least one day of changes.

    An entry's id is the address of its day on the page of changes: lasting for as long as the site stands at ``site_url``, which
    ends with a slash.
    """

    def address(tiedosto: str) -> str:
        sivu = tiedosto.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{site_url}{sivu}/" if sivu else site_url

    return (
        environment({})
        .get_template("changes.xml.jinja")
        .render(
            paivat=paivat,
            lajit=KINDS,
            nimi=name,
            osoite=address("mita-uutta.md"),
            syote=f"{site_url}mita-uutta.xml",
            linkki=change_link(kasikirja, address),
        )
        + "\n"
    )
