"""Ordinary edits, as editors make them, in any valid content: each finds its place by shape, never by name.

An edit either leaves the content sound, or the check tells what is missing. Where the check says how to mend
it, :mod:`advised` does what it says, so that an edit of several files is done as an editor would do it.

A module holds the edits of one subject. Here they are put together, in the order in which they are made in
one and the same handbook: line endings come last, since they change whole files.
"""

from __future__ import annotations

from pathlib import Path

from advised import follow_advice
from builds import ROOT, project
from editing import Content

from edits import (
    chooser,
    figures,
    pages,
    pasting,
    pictures,
    saving,
    search,
    services,
    sources_and_facts,
    terms_and_reviews,
    training,
)
from edits.edit import Edit
from handbook.check import check

EDITS: tuple[Edit, ...] = (
    *services.EDITS,
    *chooser.EDITS,
    *training.EDITS,
    *search.EDITS,
    *figures.EDITS,
    *sources_and_facts.EDITS,
    *terms_and_reviews.EDITS,
    *pages.EDITS,
    *pasting.EDITS,
    *pictures.EDITS,
    *saving.EDITS,
)


def apply(content: Content, wanted: Edit) -> tuple[list[str], int]:
    """Makes an edit and what the check advises.

    Returns the messages that must be left, as patterns, and the number of runs whose advice was followed.
    """
    expected = wanted.make(content)
    if expected is None:
        return [], follow_advice(content)
    return list(expected), 0


def edited_project(folder: Path) -> Path:
    """A copy of the handbook with all edits that leave it sound and can stand together."""
    content = Content(project(folder, ROOT))
    for wanted in EDITS:
        if wanted.together:
            apply(content, wanted)
            problems = [str(problem) for problem in check(content.root).problems]
            assert not problems, (wanted.name, problems)
    return folder
