"""Edits that try how text looks and is saved; line endings last, since they change whole files."""

from __future__ import annotations

import re

from editing import Content

from edits.edit import Edits
from edits.figures import some_title
from edits.finding import FACTS, FIGURES, MENU, SERVICES, prose_page, services

EDITS = Edits()
LONG = "pitkäyhdyssana" * 4 + "loppu"


@EDITS.add("hyvin pitkiä sanoja")
def _(content: Content) -> None:
    content.append(prose_page(content), f"## {LONG}\n\nTeksti {LONG}.")
    i, _ = next(services(content))
    content.set(SERVICES, ("palvelut", i, "miten_paasee", "lyhyesti"), LONG)
    content.set(FIGURES, some_title(content), LONG)


@EDITS.add("emoji tekstissä ja nimessä")
def _(content: Content) -> None:
    content.append(prose_page(content), "Hyvin meni 🙂👩\u200d⚕️✔️")
    i, record = next(services(content))
    content.set(SERVICES, ("palvelut", i, "nimi"), f"{record['nimi']} 🙂")


@EDITS.add("sana, jota oikoluku ei tunne")
def _(content: Content) -> None:
    content.append(prose_page(content), "Xylofonibrekkuli on qwertytys.")


@EDITS.add("välilyöntejä rivien lopussa, ei rivinvaihtoa tiedoston lopussa")
def _(content: Content) -> None:
    for file in (prose_page(content), SERVICES, FACTS):
        text = re.sub(r'(?<=["\].])$', "  ", content.text(file), flags=re.MULTILINE)
        content.write(file, text.rstrip("\n"))


@EDITS.add("Windowsin rivinvaihdot")
def _(content: Content) -> None:
    for file in (prose_page(content), SERVICES, MENU):
        content.write(file, content.text(file).replace("\n", "\r\n"))
