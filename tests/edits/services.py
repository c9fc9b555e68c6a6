"""Edits of services: one added, divided, renamed or removed."""

from __future__ import annotations

import re
from typing import Any

from advised import follow_advice
from editing import Content, walk

from edits.edit import Edits
from edits.finding import (
    DATA,
    DEMANDS,
    FIGURES,
    KNOWLEDGE,
    MENU,
    PATHS,
    SERVICES,
    a_fact,
    in_menu,
    longest_menu,
    missing,
    prose_page,
    removed,
    replaced_in_pages,
    replaced_in_queries,
    service_page,
    services,
)

EDITS = Edits()


@EDITS.add("hinta palvelulle, josta ei kerrottu")
def _(content: Content) -> None:
    silent = [i for i, record in services(content) if record["maksu"] == "ei-kerrota"]
    i = (silent or [next(services(content))[0]])[0]
    fact = content.data(SERVICES, ("palvelut", i, "lyhyesti", 0, "perusta", 0))
    price = {"lyhyesti": "12 euroa", "teksti": "Käynti maksaa 12 euroa.", "perusta": [fact]}
    content.set(SERVICES, ("palvelut", i, "maksu"), price)


@EDITS.add("palvelu nimetty uudelleen")
def _(content: Content) -> None:
    i, record = next(services(content))
    content.set(SERVICES, ("palvelut", i, "nimi"), f"{record['nimi']} ja tuki")


def add_service(content: Content, name: str, **changed: Any) -> None:
    """A service with all that it needs: its record, page, row in the map and place in the menu."""
    orders = [int(part) for place, part in walk(content.data(SERVICES)) if place and place[-1] == "jarjestys"]
    i, record = next(services(content))
    record = {**record, "id": name, "nimi": name.replace("-", " ").capitalize(), **changed}
    record["valitsin"] = {**record["valitsin"], "jarjestys": str(max(orders) + 1)}
    content.insert(SERVICES, ("palvelut", i), record)
    content.write(
        service_page(record),
        f'---\ndescription: "{record["nimi"]}: kenelle palvelu on."\n---\n\n'
        f'# {record["nimi"]}\n\n{{{{ palvelun_tiedot("{name}") }}}}\n',
    )
    content.add(FIGURES, ("kartta",), {"palvelu": name, "perusta": [a_fact(content)]})
    content.add(MENU, longest_menu(content), f"palvelut/{name}.md")


@EDITS.add("palvelu lisätty")
def _(content: Content) -> None:
    add_service(content, "uusi-palvelu")


@EDITS.add("palvelu jaettu kahdeksi")
def _(content: Content) -> None:
    parts = {i: len(record["ammattilainen_tekee"]) for i, record in services(content)}
    i = max(parts, key=lambda i: parts[i])
    steps = content.data(SERVICES, ("palvelut", i, "ammattilainen_tekee"))
    half = len(steps) // 2
    add_service(content, "jaettu-palvelu", ammattilainen_tekee=steps[half:])
    i = next(i for i, record in services(content) if record["ammattilainen_tekee"] == steps)
    for j in reversed(range(half, len(steps)) if half else ()):
        content.remove(SERVICES, ("palvelut", i, "ammattilainen_tekee", j))


@EDITS.add("palvelu poistettu vain tiedoista", together=False)
def _(content: Content) -> list[str]:
    i, record = next(services(content))
    content.remove(SERVICES, ("palvelut", i))
    name = record["id"]
    told = [
        missing(content, file, place, rf"Tuntematon palvelu {name}")
        for file in (SERVICES, FIGURES, DEMANDS)
        for place, part in walk(content.data(file))
        if part == name and place[-1] in ("palvelu", "ohjaa", "tulos")
    ]
    # And all that goes with it: its page, links to it, its row in the menu, and what only it told.
    return [
        *told,
        rf"docs/palvelut/{name}\.md rivi \d+: Sivu kuvaa palvelua {name}, jota ei ole\. → .+",
        rf"ANY .*\b{name}\b.* → .+",
        r"ANY data/quiz\.yml rivi \d+: Kysymystä .* → .+",
        r"ANY data/\w+\.yml rivi \d+: \w+ \S+ ei (?:kerrota|viitata|näytetä|ole merkitty) .* → .+",
        r"ANY data/cases\.yml rivi \d+: Vastaus kysymykseen .* on turha.* → .+",
    ]


@EDITS.add("palvelu poistettu kaikkialta", together=False)
def _(content: Content) -> None:
    if len(list(services(content))) == 1:
        add_service(content, "poistuva-palvelu")
        follow_advice(content)
    texts = "\n".join(content.text(page) for page in content.pages())
    texts += "\n".join(content.text(file) for file in DATA)
    # The one that the fewest places lead to.
    i, record = min(services(content), key=lambda pair: texts.count(f"{pair[1]['id']}.md"))
    remove_service(content, i, record)


def remove_service(content: Content, i: int, record: dict[str, Any]) -> None:
    page, name = f"palvelut/{record['id']}.md", record["id"]
    instead = prose_page(content).removeprefix("docs/")
    content.remove(SERVICES, ("palvelut", i))
    (content.root / "docs" / page).unlink()
    content.remove(MENU, in_menu(content, page))
    removed(content, FIGURES, lambda at, part: at[0] == "kartta" and part == name and at[-1] == "palvelu")
    for j, row in reversed(list(enumerate(content.data(FIGURES, ("kartta",))))):
        if "palvelu" not in row:
            content.remove(FIGURES, ("kartta", j))
    removed(content, FIGURES, lambda at, part: part == name and at[-1] == "palvelu")
    removed(content, SERVICES, lambda at, part: part == name and at[-1] == "ohjaa")
    for j, demand in reversed(list(enumerate(content.data(DEMANDS, ("vaatimukset",))))):
        if demand["tulos"] == name:
            content.remove(DEMANDS, ("vaatimukset", j))
    replaced_in_queries(content, page, instead)
    for file in (SERVICES, PATHS):
        for at, part in list(walk(content.data(file))):
            if part == page and at[-1] == "sivu":
                content.set(file, at, instead)
    for at, part in list(walk(content.data(KNOWLEDGE))):
        if part == page:
            content.remove(KNOWLEDGE, at[:2])
    replaced_in_pages(content, r"\[([^\]]*)\]\([^)]*\b" + re.escape(f"{name}.md") + r"[^)]*\)", r"\1")
    replaced_in_pages(content, rf'^\{{\{{ *palvelukortti\("{name}"\) *\}}\}}\n', "")
