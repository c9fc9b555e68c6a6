"""Edits of sources and of the facts that rest on them."""

from __future__ import annotations

import re

from editing import Content, walk

from edits.edit import Edits
from edits.finding import DATA, FACTS, SOURCES, a_fact, copied, missing, prose_page, removed

EDITS = Edits()


@EDITS.add("lähteen tiedot korjattu")
def _(content: Content) -> None:
    content.set(SOURCES, ("lahteet", 0, "nimi"), "Korjattu nimi")
    content.field(SOURCES, ("lahteet", 0), "osoite", "https://example.org/uusi")
    content.set(SOURCES, ("lahteet", 0, "url_tila"), "vahvistettu")


def add_source(content: Content) -> int:
    number = 1 + max(int(source["numero"]) for source in content.data(SOURCES, ("lahteet",)))
    source = {"numero": str(number), "nimi": "Uusi lähde", "julkaisija": "ei-kerrota", "laji": "Verkkosivu"}
    content.add(SOURCES, ("lahteet",), {**source, "vuosi": "2025", "url_tila": "puuttuu"})
    return number


@EDITS.add("lähde lisätty ja siihen viitattu")
def _(content: Content) -> None:
    number = add_source(content)
    content.append(prose_page(content), f"Tästä on tietoa muuallakin.{{{{ lahde({number}) }}}}")


@EDITS.add("lähde lisätty, siihen ei viitattu", together=False)
def _(content: Content) -> list[str]:
    number = add_source(content)
    last = len(content.data(SOURCES, ("lahteet",))) - 1
    return [missing(content, SOURCES, ("lahteet", last), f"Lähteeseen {number} ei viitata millään sivulla")]


@EDITS.add("lähde poistettu viitteineen")
def _(content: Content) -> None:
    if len(content.data(SOURCES, ("lahteet",))) == 1:
        add_source(content)
    number = content.data(SOURCES, ("lahteet", 0, "numero"))
    content.remove(SOURCES, ("lahteet", 0))
    for file in DATA:
        if file != SOURCES:
            removed(content, file, lambda at, part: part == number and "lahteet" in at[-2:-1])
    for page in content.pages():
        text = content.text(page)
        changed = re.sub(r" ?\{\{ *lahde\(([\d, ]+)\) *\}\}", lambda call: _without(call, number), text)
        if changed != text:
            content.write(page, changed)


def _without(call: re.Match[str], number: str) -> str:
    """A call without one of its sources; nothing if that was the only one."""
    numbers = re.findall(r"\d+", call[1])
    kept = [other for other in numbers if other != number]
    if kept == numbers:
        return call[0]
    return f"{{{{ lahde({', '.join(kept)}) }}}}" if kept else ""


def next_fact(content: Content) -> str:
    """The first id with the first fact's letter that is free."""
    taken = {fact["id"] for fact in content.data(FACTS, ("faktat",))}
    letter = a_fact(content)[0]
    return next(f"{letter}{i}" for i in range(1, 1000) if f"{letter}{i}" not in taken)


@EDITS.add("väittämä lisätty ja kerrottu")
def _(content: Content) -> None:
    fact, page = next_fact(content), prose_page(content)
    copied(content, FACTS, ("faktat",), id=fact, teksti="Uusi väittämä kertoo lisää.")
    content.append(page, "Uusi väittämä kertoo lisää.")
    content.field(page, (), "perusta", [*(content.data(page).get("perusta") or []), fact])


@EDITS.add("väittämä lisätty, ei kerrottu", together=False)
def _(content: Content) -> list[str]:
    fact = next_fact(content)
    copied(content, FACTS, ("faktat",), id=fact, teksti="Uusi väittämä kertoo lisää.")
    last = len(content.data(FACTS, ("faktat",))) - 1
    return [missing(content, FACTS, ("faktat", last), f"Väittämää {fact} ei kerrota millään sivulla")]


@EDITS.add("väittämä poistettu: toinen kertoo saman")
def _(content: Content) -> None:
    facts = content.data(FACTS, ("faktat",))
    if len(facts) == 1:
        copied(content, FACTS, ("faktat",), id=next_fact(content))
        facts = content.data(FACTS, ("faktat",))
    gone, kept = facts[-1], facts[-2]
    if sources := list(dict.fromkeys([*kept.get("lahteet", []), *gone.get("lahteet", [])])):
        content.field(FACTS, ("faktat", len(facts) - 2), "lahteet", sources)
    content.remove(FACTS, ("faktat", len(facts) - 1))
    for file in (*DATA, *content.pages()):
        for place, part in list(walk(content.data(file))):
            if isinstance(part, list) and place[-1] in ("perusta", "koskee") and gone["id"] in part:
                merged = dict.fromkeys(kept["id"] if fact == gone["id"] else fact for fact in part)
                content.set(file, place, list(merged))


@EDITS.add("väittämä poistettu vain väittämistä", together=False)
def _(content: Content) -> list[str]:
    texts = [content.text(file) for file in (*DATA, *content.pages())]
    facts = [fact["id"] for fact in content.data(FACTS, ("faktat",))]
    gone = max(facts, key=lambda fact: sum(len(re.findall(rf"\b{fact}\b", text)) for text in texts))
    content.remove(FACTS, ("faktat", facts.index(gone)))
    return [
        missing(content, file, place, f"Tuntematon väittämä {gone}")
        for file in (*DATA, *content.pages())
        for place, part in walk(content.data(file))
        if part == gone and place[-2:-1] and place[-2] in ("perusta", "koskee")
    ]
