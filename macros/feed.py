"""The feed of changes: the same days as the page of changes, as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handbook.content.whole import Kasikirja
from handbook.export.history import KINDS, Change, Day
from macros.render import environment


def change_link(kirja: Kasikirja, address: Callable[[str], str]) -> Callable[[Change], str]:
    """A function from a change to the address of the page about it, empty if there is none (any more).

    ``address`` gives the address of a file in ``docs/``.
    """

    def link(change: Change) -> str:
        palvelu = kirja.palvelu.get(change.id) if change.kind == "palvelu" else None
        file = palvelu.osoite if palvelu else change.id if change.kind == "sivu" else ""
        return address(file) if file in kirja.sivu else ""

    return link


def feed(kirja: Kasikirja, days: Sequence[Day], *, name: str, site_url: str) -> str:
    """An Atom document of at least one day of changes.

    An entry's id is the address of its day on the page of changes: it lasts as long as the site stays at
    ``site_url``, which ends with a slash.
    """

    def address(file: str) -> str:
        page = file.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{site_url}{page}/" if page else site_url

    template = environment({}).get_template("changes.xml.jinja")
    document = template.render(
        paivat=days,
        lajit=KINDS,
        nimi=name,
        osoite=address("mita-uutta.md"),
        syote=f"{site_url}mita-uutta.xml",
        linkki=change_link(kirja, address),
    )
    return document + "\n"
