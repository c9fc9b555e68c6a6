"""What the site takes from its theme and changes is known to the letter: an update that touches it says so."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import material
import pytest
from builds import ROOT

THEME = Path(material.__file__).parent / "templates"
OURS = ROOT / "overrides"
# What stands in the first comment of a file: the theme's files that it was made from, and their beginnings of SHA-256.
MADE_FROM = re.compile(r"([\w/-]+\.html) ([0-9a-f]{12})\b")


def made_from(file: Path) -> dict[str, str]:
    text = file.read_text(encoding="utf-8")
    assert text.startswith("{#-"), f"{file.name} begins with a comment that says what it was made from"
    return dict(MADE_FROM.findall(text[: text.index("#}")]))


@pytest.mark.parametrize(
    "file", sorted(OURS.rglob("*.html")), ids=lambda file: file.relative_to(OURS).as_posix()
)
def test_theme_has_the_files_that_ours_were_made_from(file: Path) -> None:
    name = file.relative_to(OURS).as_posix()
    sources = made_from(file)
    assert name in sources, f"say in {name} what it was made from"
    changed = [
        f"compare overrides/{name} with the theme's {source}, then write its hash {digest}"
        for source, known in sources.items()
        if (digest := hashlib.sha256((THEME / source).read_bytes()).hexdigest()[:12]) != known
    ]
    assert changed == []


def test_words_are_only_those_that_differ_from_the_themes() -> None:
    pair = re.compile(r'^  "([\w.]+)": "(.*)"', re.MULTILINE)
    theirs = dict(pair.findall((THEME / "partials/languages/fi.html").read_text(encoding="utf-8")))
    ours = dict(pair.findall((OURS / "partials/language.html").read_text(encoding="utf-8")))
    assert ours
    assert ours.keys() <= theirs.keys()
    assert [key for key, word in ours.items() if word == theirs[key]] == []
