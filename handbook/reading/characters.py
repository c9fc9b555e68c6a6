"""The characters that text may have: what is on no list here is a problem of its row.

A list of what is refused would never be full: a character that nobody sees, or that looks like another, is
published and never found. So letters are allowed by script, punctuation and symbols by block and category.

Other scripts than Latin are allowed for names (Русский, العربية), one script a word. Emoji are allowed, and
told of by :mod:`handbook.language.advice`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from handbook.reading.limits import MARKS
from handbook.reading.problems import Problem, shown

# What nearly every row is made of; rows of this need no closer look.
_ORDINARY = "\t\n -~\u00a0-\u00ac\u00ae-\u00ff\u2013\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac"
_UNUSUAL = re.compile(f"[^{_ORDINARY}]")

# Scripts of letters, by the first word of the characters' Unicode names, and what they are called.
# "HANGUL" is narrowed below: its letters apart from syllables include invisible fillers.
_SCRIPTS = {
    "LATIN": "latinalainen",
    "CYRILLIC": "kyrillinen",
    "GREEK": "kreikkalainen",
    "ARABIC": "arabialainen",
    "HEBREW": "heprealainen",
    "ARMENIAN": "armenialainen",
    "GEORGIAN": "georgialainen",
    "ETHIOPIC": "etiopialainen",
    "DEVANAGARI": "devanagari",
    "BENGALI": "bengalilainen",
    "TAMIL": "tamililainen",
    "THAI": "thaimaalainen",
    "HANGUL": "korealainen",
    "CJK": "kiinalainen",
    "HIRAGANA": "japanilainen",
    "KATAKANA": "japanilainen",
}

# Letters of other scripts that nobody tells from Latin ones.
_LOOK_ALIKES = frozenset("АВЕЅІЈКМНОРСТУХҮаеорсухіјѕһԁԛԝүΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικα")

# Blocks of punctuation and symbols in ordinary use: Latin-1, dashes and quotation marks, raised and lowered
# digits, currencies, fractions, arrows and mathematics, shapes.
_BLOCKS = (
    (0x00A1, 0x00FF),
    (0x2012, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x209C),
    (0x20A0, 0x20CF),
    (0x2150, 0x215F),
    (0x2190, 0x22FF),
    (0x25A0, 0x25FF),
)
_SYMBOLS = frozenset("℃№™")

# An emoji: a picture, its presentation or skin tone, and further ones joined to it; a flag; a key.
_PICTURE = (
    "[©®‼⁉™ℹ\u2194-\u21aa\u231a-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d㊗㊙"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_ONE = f"{_PICTURE}(?:[\ufe0e\ufe0f]|[\U0001f3fb-\U0001f3ff]\ufe0f?)?"
EMOJI = re.compile(f"{_ONE}(?:\u200d{_ONE})*|[\U0001f1e6-\U0001f1ff]{{2}}|(?<![0-9#*])[0-9#*]\ufe0f?\u20e3")

_WRITE_ANEW = "Poista merkki tai kirjoita rivi uudelleen."


def character_problems(text: str, *, file: str) -> Iterator[Problem]:
    """What does not belong in text, one problem a row at most.

    Rows are those of ``text``, which is that of the whole ``file``.
    """
    if not _UNUSUAL.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if _UNUSUAL.search(line) and (wrong := wrong_characters(line)):
            yield Problem(file, number, *wrong)


def wrong_characters(line: str) -> tuple[str, str] | None:
    """Message and hint for the first thing that is wrong with the characters of a row, or ``None``.

    Text must be in Unicode's form NFC. That is told instead of mended while reading, since the site
    generator, the history and editors' searches read the file itself.
    """
    rest = EMOJI.sub(" ", line)
    for position, char in enumerate(rest):
        if not _allowed(char):
            return _wrong(char)
        if unicodedata.category(char) in ("Mn", "Mc"):
            before = rest[position - MARKS : position + 1] if position >= MARKS else ""
            if position == 0 or rest[position - 1].isspace():
                return f"Rivillä on tarke U+{ord(char):04X} ilman kirjainta.", _WRITE_ANEW
            if before and all(unicodedata.category(mark) in ("Mn", "Mc") for mark in before):
                return f"Rivillä on kirjain, jossa on yli {MARKS} tarketta.", "Poista ylimääräiset tarkkeet."
    return _decomposed(rest) or _mixed(rest)


def _decomposed(line: str) -> tuple[str, str] | None:
    if unicodedata.is_normalized("NFC", line):
        return None
    word = next(word for word in line.split() if not unicodedata.is_normalized("NFC", word))
    return (
        f"Sanassa {shown(word)} kirjain ja sen tarke ovat eri merkkejä, eikä haku löydä sanaa.",
        f"Kirjoita sana uudelleen näppäimistöllä: {unicodedata.normalize('NFC', word)[:60]}.",
    )


def _mixed(line: str) -> tuple[str, str] | None:
    """Letters of another script in a word that also has Latin letters, or that only seem to be Latin."""
    words = re.findall(r"[^\W\d_]+", line)
    letters: dict[str, set[str]] = {}
    for word in words:
        scripts = {_script(char): char for char in word}
        other = next((script for script in scripts if script not in ("", "LATIN")), "")
        if other and "LATIN" in scripts:
            char = scripts[other]
            return (
                f"Sanassa {shown(word)} on merkki {char} (U+{ord(char):04X}, {_SCRIPTS[other]} kirjain).",
                "Kirjoita sana uudelleen näppäimistöllä.",
            )
        if other:
            letters.setdefault(other, set()).update(word)
    for script, used in letters.items():
        if used <= _LOOK_ALIKES:
            word = next(word for word in words if _script(word[0]) == script)
            return (
                f"Sana {shown(word)} näyttää latinalaiselta, mutta siinä on toisen aakkoston merkki "
                f"U+{ord(word[0]):04X} ({_SCRIPTS[script]} kirjain).",
                "Kirjoita sana uudelleen näppäimistöllä.",
            )
    return None


@cache
def _script(char: str) -> str:
    """The script of a letter, empty if it is of none that is allowed."""
    script = unicodedata.name(char, "").split(" ")[0]
    if char in "ªµº":
        return "LATIN"
    return script if script in _SCRIPTS else ""


@cache
def _allowed(char: str) -> bool:
    category = unicodedata.category(char)
    code = ord(char)
    if char == "\t" or " " <= char <= "~" or char == "\u00a0" or char in _SYMBOLS:
        return True
    if 0xA1 <= code <= 0xFF:
        return category != "Cf"
    # Ligatures, letters of full width and the like are other characters in another look: "ﬁ" is never found.
    alias = unicodedata.decomposition(char).startswith("<")
    if category[0] == "L":
        name = unicodedata.name(char, "")
        syllable = not name.startswith("HANGUL") or name.startswith("HANGUL SYLLABLE")
        return bool(_script(char)) and syllable and not alias
    if category in ("Mn", "Mc"):
        return (0x300 <= code <= 0x36F and code != 0x34F) or bool(_script(char))
    if category[0] in "PS" or category == "No":
        known = any(first <= code <= last for first, last in _BLOCKS)
        return known and (not alias or category == "No" or char in "…″‴")
    return False


# What a refused character is, where its number says nothing: the first that fits.
_MEANINGS = (
    (r"\u00ad", "pehmeä tavuviiva"),
    (r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", "kirjoitussuunnan ohjausmerkki"),
    (r"\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f", "näkymätön täytemerkki"),
    (r"\u2800", "tyhjä pistekirjoituksen merkki"),
    (r"\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef", "näkymätön muunnosmerkki"),
    (r"\U000e0000-\U000e007f", "näkymätön tunnistemerkki"),
    (r"\u2028\u2029", "rivinvaihtomerkki"),
    (r"\ufffd", "kadonneen kirjaimen paikka"),
    (r"\x00-\x1f\x7f-\x9f", "ohjausmerkki"),
)
_CATEGORIES = {
    "Cf": "näkymätön merkki",
    "Co": "yksityiskäytön merkki",
    "Cn": "merkki, jota ei ole määritelty",
    "Cs": "merkin puolikas",
    "Zs": "erikoisleveä väli",
}


def _wrong(char: str) -> tuple[str, str]:
    """Message and hint for a character that is not allowed."""
    category = unicodedata.category(char)
    meaning = next((name for chars, name in _MEANINGS if re.match(f"[{chars}]", char)), "")
    meaning = meaning or _CATEGORIES.get(category, f"”{char}”")
    plain = unicodedata.normalize("NFKC", char)
    if category == "Zs":
        hint = "Kirjoita sen tilalle tavallinen välilyönti."
    elif char in "\u2010\u2011":
        hint = "Kirjoita sen tilalle yhdysmerkki -."
    elif plain != char and plain.strip() and not _UNUSUAL.search(plain):
        hint = f"Kirjoita sen tilalle: {plain}"
    else:
        hint = _WRITE_ANEW
    return f"Rivillä on merkki U+{ord(char):04X} ({meaning}), joka ei kuulu tekstiin.", hint
