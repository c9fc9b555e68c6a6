"""The handbook's own content for the tests, read and checked once."""

from __future__ import annotations

from functools import cache

from builds import ROOT

from handbook.checks import check
from handbook.chooser import Valitsin
from handbook.kasikirja import Kasikirja


@cache
def kirja() -> Kasikirja:
    kasikirja = check(ROOT).kasikirja
    assert kasikirja is not None
    return kasikirja


@cache
def valitsin() -> Valitsin:
    return Valitsin.of(kirja())
