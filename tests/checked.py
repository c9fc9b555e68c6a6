"""Checked content for the tests, read once: that of the large fixture, and that of the tiny county."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builds import PIENI, SUURI

from handbook.check import Whole, check
from handbook.chooser.rules import Chooser
from handbook.content.whole import Kasikirja


@cache
def whole() -> Whole:
    return sound(SUURI)


@cache
def county() -> Whole:
    return sound(PIENI)


def sound(root: Path) -> Whole:
    """What the check read below ``root``, where it must find nothing wrong."""
    outcome = check(root)
    assert outcome.whole is not None, [str(problem) for problem in outcome.problems]
    return outcome.whole


def kirja() -> Kasikirja:
    return whole().kirja


def valitsin() -> Chooser:
    return kirja().chooser
