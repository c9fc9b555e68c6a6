"""Edits of figures of any form; content without the form that an edit needs gets one first."""

from __future__ import annotations

from typing import Any

from editing import Content

from edits.edit import Edits
from edits.finding import FIGURES, a_fact, prose_page
from handbook.reading.yaml_text import Location

EDITS = Edits()
# As many as a ring around the client has room for.
MAX_MEMBERS = 12
FORMS = ("polku", "vaiheet", "keha", "verkosto", "lista")


def a_part(content: Content, form: str) -> tuple[str, Any]:
    """The field of a form's parts, and a part for it."""
    titled = {"otsikko": "Uusi osa", "perusta": [a_fact(content)]}
    parts: dict[str, tuple[str, Any]] = {
        "polku": ("askeleet", {**titled, "teksti": "Asiakas kysyy lisää."}),
        "vaiheet": ("vaiheet", {**titled, "tekijat": [{"kuka": "Asiakas", "tekee": "kysyy lisää"}]}),
        "keha": ("jasenet", "uusi jäsen"),
        "verkosto": ("ryhmat", {**titled, "kohdat": ["uusi kohta"]}),
        "lista": ("ryhmat", {**titled, "kohdat": ["uusi kohta"]}),
    }
    return parts[form]


def add_figure(content: Content, name: str, form: str) -> None:
    """A figure of a form at the end, and its call on a page."""
    numbers = [int(figure["numero"]) for figure in content.data(FIGURES, ("kuvat",))]
    field, part = a_part(content, form)
    figure = {"id": name, "numero": str(max(numbers) + 1), "muoto": form, "nimi": f"Uusi {form}"}
    figure |= {"tila": "alkuperainen", "selite": "Kuva kertoo lisää.", "perusta": [a_fact(content)]}
    figure |= {"keskus": "asiakas"} if form in ("keha", "verkosto") else {}
    content.add(FIGURES, ("kuvat",), {**figure, field: [part] if form != "keha" else [part, "toinen jäsen"]})
    call = "polku" if form == "polku" else "kuva"
    content.append(prose_page(content), f'{{{{ {call}("{name}") }}}}')


def parts_of(content: Content, form: str) -> Location:
    """Where the parts of a figure of a form are; of one with parts and room, and added if there is none."""
    field, _ = a_part(content, form)
    found: list[Location] = [
        ("kuvat", i, field)
        for i, figure in enumerate(content.data(FIGURES, ("kuvat",)))
        if figure["muoto"] == form and figure.get(field)
        if form != "keha" or len(figure[field]) < MAX_MEMBERS
    ]
    if not found:
        add_figure(content, f"puuttunut-{form}", form)
        return parts_of(content, form)
    return found[0]


def some_title(content: Content) -> Location:
    """The title of a part in any figure that has one; of an added one if there is none."""
    found: list[Location] = [
        ("kuvat", i, field, 0, "otsikko")
        for i, figure in enumerate(content.data(FIGURES, ("kuvat",)))
        for field in ("askeleet", "vaiheet", "ryhmat")
        if figure.get(field)
    ]
    return found[0] if found else (*parts_of(content, "polku"), 0, "otsikko")


@EDITS.add("kuva lisätty")
def _(content: Content) -> None:
    for form in FORMS:
        add_figure(content, f"uusi-{form}", form)


@EDITS.add("kuvaan lisätty osa: askel, vaihe, jäsen tai ryhmä")
def _(content: Content) -> None:
    for form in FORMS:
        content.add(FIGURES, parts_of(content, form), a_part(content, form)[1])


@EDITS.add("polkuun lisätty haara")
def _(content: Content) -> None:
    steps = parts_of(content, "polku")
    ways = [
        {"ehto": f"Asiakas {verb}", "askeleet": [{"otsikko": "Haara", "perusta": [a_fact(content)]}]}
        for verb in ("haluaa", "ei halua")
    ]
    count = len(content.data(FIGURES, steps))
    i = next((i for i in range(count) if "haarat" not in content.data(FIGURES, (*steps, i))), None)
    if i is None:
        content.add(FIGURES, (*steps, 0, "haarat"), ways[0])
    else:
        content.field(FIGURES, (*steps, i), "haarat", ways)
