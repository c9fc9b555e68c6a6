"""What a proposal changes, as a page of Markdown for whoever reads the proposal."""

from __future__ import annotations

from pathlib import Path

from handbook.changes.cases import case_changes
from handbook.changes.chooser import chooser_changes
from handbook.changes.pages import page_changes
from handbook.changes.records import KINDS, record_changes
from handbook.check import Whole, readable
from handbook.training.model import Tapaukset

# What is compared beside the source handbook.
NEEDED = (Tapaukset,)
_TITLE = "# Mitä muutos muuttaa"


def changes_text(before: Path, now: Whole) -> str:
    """What changes from the content in the folder ``before`` to ``now``; never raises because of the content.

    Nothing here is a problem: the text shows whoever decides what the reader will meet.
    """
    outcome = readable(before, NEEDED)
    if outcome.whole is None:
        first = f" ({outcome.problems[0]})" if outcome.problems else ""
        unreadable = f"Aiempaa sisältöä ei voi lukea nykyisellä ohjelmalla, joten sitä ei verrata{first}."
        return f"{_TITLE}\n\n{unreadable}\n"
    old = outcome.whole
    found = {
        "Palveluvalitsimen säännöt": chooser_changes(old.kirja, now.kirja),
        "Harjoitusten vastaukset": case_changes(old, now),
        "Sivujen osoitteet": page_changes(old, now),
        **{kind.heading: record_changes(kind, old.kirja, now.kirja) for kind in KINDS},
    }
    rows = [_TITLE]
    for heading, changes in found.items():
        if changes:
            rows += ["", f"## {heading}", "", *(changes[1:] if changes[0] == "" else changes)]
    if unchanged := [heading for heading, changes in found.items() if not changes]:
        first, *others = unchanged
        names = ", ".join([first, *(name.lower() for name in others)])
        rows += ["", f"{names}. Mikään näistä ei muutu."]
    return "\n".join(rows) + "\n"
