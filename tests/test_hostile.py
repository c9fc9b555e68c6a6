"""Files that nobody means to write: each is refused in Finnish or read as it is, never with a traceback."""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from checked import PIENI
from messages import ENGLISH
from mistakes import fixture

from handbook.check import check
from handbook.content.pages import read_page
from handbook.reading.characters import wrong_characters
from handbook.reading.limits import FILE_BYTES, NESTING, PAGES, RECORDS, ROW_CHARACTERS, VALUE_CHARACTERS
from handbook.reading.yaml_text import parse

PAGE = "docs/index.md"
DATA = "data/services.yml"
FRONT = "---\ndescription: Kuvaus.\ntarkistettu: ei-viela\n---\n\n# Otsikko\n\n"

Attack = Callable[[Path], object]


def page(body: str) -> Attack:
    return lambda root: (root / PAGE).write_text(FRONT + body, encoding="utf-8")


def word(text: str) -> Attack:
    """A service's name with ``text`` in it."""

    def attack(root: Path) -> None:
        old = (root / DATA).read_text(encoding="utf-8")
        (root / DATA).write_text(old.replace('nimi: "Saariluotsi"', f'nimi: "{text}"', 1), encoding="utf-8")

    return attack


def data(text: str) -> Attack:
    return lambda root: (root / DATA).write_text(text, encoding="utf-8")


def raw(file: str, content: bytes) -> Attack:
    return lambda root: (root / file).write_bytes(content)


def replaced(file: str, make: Callable[[Path], object]) -> Attack:
    """``file`` is gone, and something else is in its place."""

    def attack(root: Path) -> None:
        (root / file).unlink(missing_ok=True)
        make(root / file)

    return attack


def socket_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        # The name of a socket has at most a hundred letters.
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


def pages(root: Path) -> None:
    for number in range(PAGES + 1):
        (root / f"docs/sivu-{number}.md").write_text("x", encoding="utf-8")


SIGNS = {
    "pehmeä tavuviiva": "Saari\u00adluotsi",
    "tunnistemerkit": "Saari\U000e0041\U000e007f",
    "täyte": "Saari\u3164luotsi",
    "täyte jamo": "Saari\u115fluotsi",
    "kapea täyte": "Saari\uffa0luotsi",
    "tyhjä pistekirjoitus": "Saari\u2800luotsi",
    "muunnosmerkki kirjaimessa": "Saari\ufe0fluotsi",
    "muunnosmerkin lisäosa": "Saari\U000e0100luotsi",
    "kyrillinen kirjain": "Saаriluotsi",
    "kreikkalainen kirjain": "Saariluοtsi",
    "vain samannäköisiä": "Аура",
    "tarketorni": "Saa" + "\u0301\u0302\u0303" + "ri",
    "pitkä tarketorni": "Z" + "\u0335" * 5000,
    "tarke yksin": "Saari \u0301luotsi",
    "yhdistäjä": "Saari\u034fluotsi",
    "suunta oikealta": "Saari\u202eluotsi",
    "suunnan eristys": "Saari\u2066luotsi",
    "yksityiskäyttö": "Saari\ue000luotsi",
    "yksityiskäyttö ylhäällä": "Saari\U00100000luotsi",
    "ei merkki": "Saari\ufdd0luotsi",
    "ei merkki lopussa": "Saari\U0001fffeluotsi",
    "määrittelemätön": "Saari\u0378luotsi",
    "NFD": "Tyo\u0308luotsi",
    "Ångström": "\u212bland",
    "ligatuuri": "\ufb01nanssi",
    "leveä kirjain": "\uff33aari",
    "matemaattinen kirjain": "\U0001d400aari",
    "ohut väli": "Saari\u2009luotsi",
    "kapea sitova väli": "Saari\u202fluotsi",
    "sitova yhdysmerkki": "Saari\u2011luotsi",
    "leveydetön väli": "Saari\u200bluotsi",
    "liitin ilman emojia": "Saari\u200dluotsi",
    "tavujärjestysmerkki": "Saari\ufeffluotsi",
    "C1": "Saari\u0085luotsi",
    "kadonnut kirjain": "Saari\ufffdluotsi",
    "riviero": "Saari\u2028luotsi",
}

REFUSED: dict[str, Attack] = {
    **{name: word(text) for name, text in SIGNS.items()},
    "NUL sivulla": page("a\0b"),
    "NUL datassa": raw(DATA, b"palvelut:\0"),
    "tavut eivät tekstiä": raw(PAGE, b"\xff\xfe\x00x"),
    "puolikas merkki": raw(PAGE, b"\xed\xa0\x80"),
    "satunnaisia tavuja datassa": raw(DATA, bytes(range(256))),
    "kymmenen megatavua": raw(PAGE, b"a\n" * 5_000_000),
    "kymmenen megatavua dataa": raw(DATA, b"- a\n" * 2_500_000),
    "juuri liian suuri": raw(PAGE, b"a\n" * (FILE_BYTES // 2 + 1)),
    "pitkä rivi": page("a" * (ROW_CHARACTERS + 1)),
    "pitkä arvo": word("a" * (VALUE_CHARACTERS + 1)),
    "paljon kohtia": data("palvelut:\n" + "  - x\n" * (RECORDS + 1)),
    "paljon kenttiä": data("".join(f"k{number}: x\n" for number in range(RECORDS + 1))),
    "paljon sivuja": pages,
    "hakasulkeita": data("palvelut: " + "[" * 5000),
    "aaltosulkeita datassa": data("palvelut: " + "{a: " * 2000),
    "viivoja": data("- " * 4000 + "a"),
    "sisennyksiä": data("".join(f"{' ' * level}a:\n" for level in range(NESTING * 5))),
    "hakasulkeita etutiedoissa": lambda root: (root / PAGE).write_text(
        "---\ndescription: " + "[" * 5000 + "\n---\n\n# O\n"
    ),
    "hakasulkeita valikossa": lambda root: (root / "mkdocs.yml").write_text("nav: " + "[" * 5000),
    "aaltosulkeita": page("{{" * 5000),
    "aaltosulkeita rivillä": page("{{" * 4000),
    "sulkeita kutsussa": page("{{ " + "(" * 5000 + " }}"),
    "luetteloita kutsussa": page("{{ lahde(" + "[" * 4000 + ") }}"),
    "suuri potenssi": page("{{ lahde(9**9**9) }}"),
    "suuri kertolasku": page('{{ lahde("a" * 10**10) }}'),
    "pitkä summa": page("{{ lahde(" + "1+" * 4000 + "1) }}"),
    "miinuksia": page("{{ lahde(" + "-" * 4000 + "1) }}"),
    "lohko": page("{% for x in range(10**10) %}a{% endfor %}"),
    "kansio sivun paikalla": replaced(PAGE, Path.mkdir),
    "kansio datan paikalla": replaced(DATA, Path.mkdir),
    "putki sivun paikalla": replaced(PAGE, os.mkfifo),
    "putki datan paikalla": replaced(DATA, os.mkfifo),
    "putki valikon paikalla": replaced("mkdocs.yml", os.mkfifo),
    "pistoke sivun paikalla": replaced(PAGE, socket_at),
    "pistoke datan paikalla": replaced(DATA, socket_at),
    "putki kuvan paikalla": replaced("docs/kuva.png", os.mkfifo),
    "katkennut linkki": replaced(PAGE, lambda path: path.symlink_to("ei-ole.md")),
    "katkennut linkki datassa": replaced(DATA, lambda path: path.symlink_to("ei-ole.yml")),
    "linkki ulos": replaced(PAGE, lambda path: path.symlink_to("/etc/passwd")),
    "linkki datasta ulos": replaced(DATA, lambda path: path.symlink_to("/etc/passwd")),
    "linkki itseensä": replaced(PAGE, lambda path: path.symlink_to(path.name)),
    "linkki kansioon": replaced("docs/muut", lambda path: path.symlink_to("/etc")),
    "linkki loputtomaan": replaced(PAGE, lambda path: path.symlink_to("/dev/zero")),
    "kirjainkoko": raw("docs/Index.md", b"x"),
    "kansion kirjainkoko": lambda root: (root / "docs/Palvelut").mkdir(),
    "välilyönti nimessä": raw("docs/oma sivu.md", b"x"),
    "rivinvaihto nimessä": raw("docs/oma\nsivu.md", b"x"),
    "NFD nimessä": raw("docs/tyo\u0308.md", b"x"),
    "kyrillinen nimi": raw("docs/sаari.md", b"x"),
    "nimi ei tekstiä": lambda root: Path(os.fsdecode(os.fsencode(root) + b"/docs/\xff.md")).write_text("x"),
    "datan nimi ei tekstiä": lambda root: Path(os.fsdecode(os.fsencode(root) + b"/data/\xff.yml")).touch(),
    "toinen pääte": raw("docs/sivu.markdown", b"<script>x</script>"),
    "pääte isoin kirjaimin": raw("docs/SIVU.MD", b"x"),
}

ALLOWED = {
    "emoji": "Saari \U0001f600",
    "emojin ihonväri": "Saari \U0001f44d\U0001f3fd",
    "perhe-emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "sydän": "\u2764\ufe0f",
    "lippu": "\U0001f1eb\U0001f1ee",
    "näppäin": "1\ufe0f\u20e3",
    "venäjä": "Русский язык",
    "kirjain venäjää": "Сад и огород",
    "arabia": "العربية",
    "kiina": "中文",
    "kreikka": "Ελληνικά",
    "saame": "Sámegiella đŧŋčšž",
    "vietnam": "Tiếng Việt",
    "tarkkeellinen": "n\u0308",
    "merkkejä": "1–2 € ½ m² CO₂ ”a” ’b’ … → ≤ №",
    "sitova väli": "5\u00a0km",
}


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return fixture(tmp_path / "kasikirja")


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_finnish(name: str, county: Path, record_property: Callable[[str, object], None]) -> None:
    REFUSED[name](county)
    begun = time.process_time()
    problems = [str(problem) for problem in check(county).problems]
    record_property(name, f"{time.process_time() - begun:.2f} s, {problems[0][:200] if problems else '–'}")
    assert problems
    for problem in problems:
        problem.encode("utf-8")
        assert re.match(r"(?:(?:docs|data)/.+|mkdocs\.yml) rivi [1-9]\d*: [A-ZÄÖ].* → \S", problem), problem
        assert not ENGLISH.search(re.sub(r"”[^”]*”", "", problem)), problem


@pytest.mark.parametrize("name", ALLOWED)
def test_text_of_people_is_allowed(name: str) -> None:
    assert wrong_characters(ALLOWED[name]) is None


REPEATS = (
    *("{{", "`", "*", "(", " ", "a", "| ", "|-", '"', "'", "#", "{: ", "{: .a ", "\t", "- ", "1. ", "~"),
    *("```", "``` a", "a\t", "{% ", "}}", "{{ lahde(1) }}", "\\|", "---", ": ", "[x]: ", "*[a] ", "# a {:"),
)


def _work(parse_it: Callable[[str], object], text: str) -> float:
    """The least processor time of some tries."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        parse_it(text)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("repeat", REPEATS)
@pytest.mark.parametrize("kind", ["page", "data"])
def test_twice_the_text_is_twice_the_work(kind: str, repeat: str) -> None:
    """Of a row, as long as it may be: four times the text is less than nine times the work."""

    def parse_it(text: str) -> object:
        if kind == "data":
            return parse(f"a: {text}", file="x")
        return read_page(FRONT + text, name="x.md", known={})

    few = ROW_CHARACTERS // 4 // len(repeat)
    # What is over in a blink is not measured.
    assert _work(parse_it, repeat * few * 4) < 9 * max(_work(parse_it, repeat * few), 0.01)


def test_county_itself_is_sound() -> None:
    assert not check(PIENI).problems
