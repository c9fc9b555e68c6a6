"""Which pages come, go or move, and which old addresses would lead nowhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from handbook.changes.words import code, quoted
from handbook.check import Whole
from handbook.content.front_matter import page_address
from handbook.content.pages import body_of, title_of

# Git takes a file for a renamed one from the same likeness on.
_LIKENESS = 0.5


def page_changes(before: Whole, now: Whole) -> list[str]:
    """The rows of Markdown that tell of pages at new or lost addresses; none if every address stays."""
    old, new = _by_address(before), _by_address(now)
    gone = {address: file for address, file in old.items() if address not in new}
    come = {address: file for address, file in new.items() if address not in old}
    leads = {page_address(old): sivu.tiedosto for sivu in now.kirja.sivut for old, _ in sivu.vanhat}
    bodies = {
        file: body_of(whole.texts[file])
        for whole, files in ((before, gone), (now, come))
        for file in files.values()
    }
    moved = {
        **_moved(list(gone.values()), list(come.values()), bodies),
        **{file: leads[address] for address, file in gone.items() if address in leads},
    }
    rows = [_gone(address, file, moved, leads, bodies, now) for address, file in gone.items()]
    rows += [
        f"- Uusi sivu {quoted(title_of(bodies[file]) or file)}: {code(file)}."
        for file in come.values()
        if file not in moved.values()
    ]
    rows += _lost_old_addresses(before, now, {*new, *leads})
    return rows


def _by_address(whole: Whole) -> dict[str, str]:
    return {page_address(file): file for file in whole.texts}


def _moved(gone: list[str], come: list[str], bodies: Mapping[str, str]) -> dict[str, str]:
    """Old file → the new file that holds its page: the one with its title, or else the most like it."""
    moved: dict[str, str] = {}
    likeness = {
        (old, new): (
            title_of(bodies[old]) == title_of(bodies[new]),
            difflib.SequenceMatcher(None, bodies[old].split("\n"), bodies[new].split("\n")).ratio(),
        )
        for old in gone
        for new in come
    }
    for (old, new), (titled, ratio) in sorted(likeness.items(), key=lambda item: item[1], reverse=True):
        if old not in moved and new not in moved.values() and (titled or ratio >= _LIKENESS):
            moved[old] = new
    return moved


def _gone(
    address: str,
    file: str,
    moved: Mapping[str, str],
    leads: Mapping[str, str],
    bodies: Mapping[str, str],
    now: Whole,
) -> str:
    """What happens to the page whose address is no page any more, and how to mend it if links would break."""
    title = quoted(title_of(bodies[file]) or file)
    if address in leads:
        return f"- Sivu {title} siirtyy: {code(file)} → {code(moved[file])}. Vanha osoite johtaa uuteen."
    if file in moved:
        return (
            f"- **Varoitus:** sivu {title} siirtyy: {code(file)} → {code(moved[file])}. "
            f"Vanha osoite ei johda enää mihinkään. {_mend(moved[file], file, now)}"
        )
    return (
        f"- **Varoitus:** sivu {title} poistuu: {code(file)}. Vanha osoite ei johda enää mihinkään. "
        "Jos asia kerrotaan muulla sivulla, lisää sen etutietoihin "
        f"{code(f'vanhat_osoitteet: [{file}]')}."
    )


def _mend(new: str, old: str, now: Whole) -> str:
    sivu = now.kirja.sivu.get(new)
    files = ", ".join([*(sivu.etutiedot.vanhat_osoitteet if sivu else ()), old])
    return f"Lisää tiedoston {code(f'docs/{new}')} etutietoihin {code(f'vanhat_osoitteet: [{files}]')}."


def _lost_old_addresses(before: Whole, now: Whole, kept: set[str]) -> Iterator[str]:
    """Old addresses that led on so far and do so no more."""
    for sivu in before.kirja.sivut:
        for old, _ in sivu.vanhat:
            if page_address(old) not in kept:
                place = (
                    f"tiedoston {code(f'docs/{sivu.tiedosto}')}"
                    if sivu.tiedosto in now.kirja.sivu
                    else "sen sivun, jolle se kuuluu,"
                )
                yield (
                    f"- **Varoitus:** vanha osoite {code(old)} johti sivulle {quoted(sivu.otsikko)}, "
                    f"eikä johda enää mihinkään. Palauta se {place} luetteloon {code('vanhat_osoitteet')}."
                )
