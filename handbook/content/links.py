"""Links and pictures in the Markdown of a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence

from handbook.reading.fields import Known, unknown_id
from handbook.reading.problems import Problem, did_you_mean, shown

# What files of pictures end with.
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")

# Groups: "!" of a picture, and the target.
_LINK = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]{0,200}\]){0,500}\]\(\s*+<?([^)\s>]*+)>?[^)]*+\)")
# Groups: a picture's description, and its target with what stands behind it.
_PICTURE = re.compile(r"!\[((?:[^\[\]]|\[[^\]]{0,200}\]){0,500})\]\(\s*+([^)]*+)\)")
_TITLE = re.compile(r"""\s+("[^"]*"|'[^']*')$""")
_BROKEN = re.compile(r"\]\(|\] \(\S+\.md|\]\[")


def link_problems(rows: Sequence[tuple[int, str]], file: str, page: str, known: Known) -> Iterator[Problem]:
    """What is wrong with the links of a page.

    Args:
        rows: the page's rows outside code, with their numbers.
        file: the page's file, as problems name it.
        page: the same file, relative to ``docs/``.
        known: the ids that exist; those of kind ``sivu`` are the pages that may be linked to.
    """
    for number, line in rows:
        if _BROKEN.search(_LINK.sub("", line)):
            yield Problem(
                file, number, "Linkki on kirjoitettu väärin.", "Kirjoita samalle riville [teksti](sivu.md)."
            )
        for image, target in _LINK.findall(line):
            wrong = _wrong_target(target, page, known, is_image=bool(image))
            if wrong:
                yield Problem(file, number, *wrong)
        for description, target in _PICTURE.findall(line):
            for message, hint in _wrong_picture(description, _TITLE.sub("", target.strip()), page, known):
                yield Problem(file, number, message, hint)


def page_links(rows: Iterable[tuple[int, str]], page: str) -> Iterator[tuple[str, int]]:
    """The pages that ``page`` links to, also such as do not exist, each with its row."""
    for number, line in rows:
        for image, target in _LINK.findall(line):
            if not image and (linked := linked_page(target, page)):
                yield linked, number


def linked_page(target: str, page: str) -> str | None:
    """The page in ``docs/`` that the target of a link on ``page`` leads to; ``None`` if it is another."""
    path = target.partition("#")[0]
    if re.match(r"^([a-z]+:|//)", target) or not path.endswith(".md"):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def outside_links(rows: Iterable[tuple[int, str]]) -> tuple[tuple[str, int], ...]:
    """The addresses outside the site that a page links to, each with its row."""
    return tuple(
        (target, number)
        for number, line in rows
        for _, target in _LINK.findall(line)
        if target.startswith("https://")
    )


def _wrong_picture(description: str, target: str, page: str, known: Known) -> Iterator[tuple[str, str]]:
    """Messages and hints for a picture without words for those who cannot see it, or without its file."""
    if re.match(r"^([a-z]+:|//)", target) or not target:
        return
    if not description.strip():
        yield (
            f"Kuvalta {shown(target)} puuttuu kuvaus.",
            f"Kirjoita hakasulkeisiin, mitä kuvassa on: ![kuvaus]({target}).",
        )
    if " " in target:
        yield (
            f"Kuvan {shown(target)} nimessä on välilyönti.",
            "Nimeä tiedosto ilman välilyöntejä, esimerkiksi oma-kuva.png.",
        )
        return
    pictures = known["kuvatiedosto"].ids if "kuvatiedosto" in known else (target,)
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
    if wanted not in pictures:
        folder = posixpath.dirname(page) or "."
        near = [posixpath.relpath(picture, folder) for picture in pictures]
        yield (
            f"Kuvan tiedostoa {shown(target)} ei ole.",
            did_you_mean(target, near)
            or "Tallenna kuva kansioon docs/assets/ ja kirjoita sen paikka sivulta katsottuna: "
            f"{posixpath.relpath('assets', folder)}/oma-kuva.png.",
        )


def _wrong_target(target: str, page: str, known: Known, *, is_image: bool) -> tuple[str, str] | None:
    """Message and hint for the target of a link or picture that is not in order."""
    path = target.partition("#")[0]
    if re.match(r"^(https?:)?//", target):
        if is_image:
            return (
                f"Kuva {shown(target)} haetaan toisesta palvelusta.",
                "Tallenna kuva kansioon docs/assets/ ja viittaa siihen.",
            )
        if target.startswith("http:"):
            return f"Linkki {shown(target)} on suojaamaton.", "Käytä osoitetta https://."
    elif re.match(r"^[a-z]+:", target) and not target.startswith(("mailto:", "tel:")):
        return f"Linkki {shown(target)} ei kelpaa.", "Käytä osoitetta https://."
    elif not target:
        return "Linkistä puuttuu kohde.", "Kirjoita [teksti](sivu.md)."
    elif path.endswith(".md"):
        linked = linked_page(target, page)
        if linked and (unknown := unknown_id("sivu", linked, known)):
            return f"Linkin kohdetta {path} ei ole.", unknown[1]
    elif path and not is_image and "." not in posixpath.basename(path):
        return (
            f"Linkki {shown(target)} ei osoita sivun tiedostoon.",
            "Kirjoita linkki tiedostoon, esimerkiksi suunnitelma.md.",
        )
    return None
