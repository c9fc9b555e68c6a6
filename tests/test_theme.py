"""What the site takes from its theme is known to the letter, and its colours have one source."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import material
import pytest
from builds import ROOT
from PIL import Image

THEME = Path(material.__file__).parent / "templates"
OURS = ROOT / "overrides"
# What the theme has no page for.
OWN = OURS / "mita-muutos-muuttaa.html"
# In the first comment of a file: the theme's files that it was made from, with the start of their SHA-256.
MADE_FROM = re.compile(r"([\w/-]+\.html) ([0-9a-f]{12})\b")


def made_from(file: Path) -> dict[str, str]:
    text = file.read_text(encoding="utf-8")
    assert text.startswith("{#-"), f"{file.name} begins with a comment that says what it was made from"
    return dict(MADE_FROM.findall(text[: text.index("#}")]))


@pytest.mark.parametrize(
    "file", sorted({*OURS.rglob("*.html")} - {OWN}), ids=lambda file: file.relative_to(OURS).as_posix()
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


def test_own_page_takes_nothing_from_the_theme_but_its_frame() -> None:
    assert not (THEME / OWN.name).exists()
    assert '{% extends "main.html" %}' in OWN.read_text(encoding="utf-8")


def test_words_are_only_those_that_differ_from_the_themes() -> None:
    pair = re.compile(r'^  "([\w.]+)": "(.*)"', re.MULTILINE)
    theirs = dict(pair.findall((THEME / "partials/languages/fi.html").read_text(encoding="utf-8")))
    ours = dict(pair.findall((OURS / "partials/language.html").read_text(encoding="utf-8")))
    assert ours
    assert ours.keys() <= theirs.keys()
    assert [key for key, word in ours.items() if word == theirs[key]] == []


def colours() -> dict[str, str]:
    """The colours of the light scheme, as six digits."""
    css = (ROOT / "docs/assets/stylesheets/colours.css").read_text(encoding="utf-8")
    found = re.findall(r"(--[\w-]+): #([0-9a-f]+);", css[: css.index("}")])
    return {
        name: value if len(value) == 6 else "".join(2 * digit for digit in value) for name, value in found
    }


def test_no_other_stylesheet_names_a_colour_of_its_own() -> None:
    files = [*(ROOT / "docs/assets/stylesheets").glob("*.css"), *(ROOT / "handbook/pdf/paper").glob("*.css")]
    own = {
        file.name: found
        for file in files
        # Black and white are paper's and the footer's, whatever the scheme.
        if (
            found := set(re.findall(r"#[0-9a-f]{3,8}\b", file.read_text(encoding="utf-8"))) - {"#000", "#fff"}
        )
    }
    assert own.keys() == {"colours.css"}


def test_emblem_and_share_picture_have_the_colours_of_the_site() -> None:
    ground, figure, arc, text = (
        colours()[name]
        for name in (
            "--tk-paa",
            "--md-primary-bg-color",
            "--tk-korostus-tummalla",
            "--md-primary-bg-color--light",
        )
    )
    images = ROOT / "docs/assets/images"
    emblem = (images / "tunnus.svg").read_text(encoding="utf-8")
    fills = re.findall(r'fill="#([0-9a-f]+)"', emblem.replace('"#fff"', '"#ffffff"'))
    assert fills == [ground, figure, arc]
    with Image.open(images / "jakokuva.png") as picture:
        found = picture.convert("RGB").getcolors(picture.width * picture.height)
    assert found
    largest = [bytes(colour).hex() for _, colour in sorted(found, reverse=True)]
    assert largest[:4] == [ground, figure, arc, text]
