"""The handbook's own content for the tests, read and checked once."""

from __future__ import annotations

from functools import cache

from builds import ROOT

from handbook.check import check
from handbook.chooser.rules import Chooser
from handbook.content.whole import Kasikirja


@cache
def kirja() -> Kasikirja:
    kasikirja = check(ROOT).whole.kirja
    assert kasikirja is not None
    return kasikirja


@cache
def valitsin() -> Chooser:
    return kirja().chooser
