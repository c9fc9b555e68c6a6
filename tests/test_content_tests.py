"""The tests of the content find what they are for, and tell it to an editor."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from builds import PIENI, content_copy
from finnish_report import BUILT, annotation
from html_validity import invalid_html
from playwright.sync_api import Browser
from trying import tried
from views import too_wide, what_is_too_wide

pytestmark = pytest.mark.xdist_group("content")

# What the check has nothing against, and some rule of the content has.
PAGE = """
## Virheitä

| | Taulukko, jonka otsikkosolu on tyhjä |
|---|---|
| a | b |

PDF-tiedoston kirjasimessa ei ole kirjaimia: العربية.

%s
"""


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    return content_copy(tmp_path / "kasikirja", PIENI)


def add(handbook: Path, text: str) -> None:
    page = handbook / "docs/tietoa.md"
    page.write_text(page.read_text(encoding="utf-8") + text, encoding="utf-8")


def told(handbook: Path) -> dict[str, list[str]]:
    """What the tests of the content say of a handbook where something is wrong, rule by rule."""
    done = tried(handbook, handbook.parent / "tmp")
    assert (done.returncode, done.stdout) == (1, "")
    assert not re.search("Traceback|test_|Tarkistus keskeytyi", done.stderr), done.stderr
    *rules, last = done.stderr.splitlines()
    assert re.fullmatch(r"Sivustossa on (1 ongelma|\d+ ongelmaa)\. Sitä ei julkaista .*", last)
    found: dict[str, list[str]] = {}
    for row in rules:
        if row.startswith("  "):
            found[list(found)[-1]].append(row.strip())
        elif not row.startswith("Kunnossa: "):
            found[row.removeprefix("Ei toteudu: ")] = []
    return found


def test_site_that_is_not_built_is_told_once(handbook: Path) -> None:
    add(handbook, "\n[Linkki](sanasto.md#poissa) ja [toinen](#eika)\n")
    row = len((handbook / "docs/tietoa.md").read_text(encoding="utf-8").splitlines())
    hint = "→ Kirjoita ankkuri otsikkoon, johon linkki vie: ## Otsikko"
    assert told(handbook) == {
        BUILT: [
            f"docs/tietoa.md rivi {row}: Linkin ankkuria #eika ei ole tällä sivulla. {hint} {{: #eika }}",
            f"docs/tietoa.md rivi {row}: Linkin ankkuria #poissa ei ole sivulla docs/sanasto.md. "
            f"{hint} {{: #poissa }}",
        ]
    }


def test_each_rule_tells_what_breaks_it(handbook: Path) -> None:
    chance = random.Random(1)
    many = "\n".join("".join(chance.choices("aeiouytkslnr", k=9)) for _ in range(9000))
    add(handbook, PAGE % many)
    found = {title: " ".join(problems) for title, problems in told(handbook).items()}
    expected = {
        "saavutettavia": "docs/tietoa.md: Saavutettavuusvika empty-table-header kohdassa ”<th",
        "tiedoissa lukee": "data/services.yml: Millään sivulla ei ole tekstiä ”",
        "Hakemisto": " kt, enintään ",
        "PDF": "(U+0627), jota PDF-tiedoston kirjasimessa ei ole.",
    }
    for name, problem in expected.items():
        [title] = [title for title in found if name in title]
        assert problem in found.pop(title)
    assert found == {}


def test_what_does_not_fit_is_named(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.set_content("<p>mahtuu</p><div><p style='width: 500px'>liian  leveä</p></div>")
    assert (too_wide(page), what_is_too_wide(page)) == (True, "liian leveä")
    page.set_content("<p>mahtuu</p>")
    assert not too_wide(page)
    page.close()


def test_html_that_is_not_valid_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang='fi'><head><title>x</title></head><body><p>x</p></p></body></html>",
        encoding="utf-8",
    )
    found = invalid_html(tmp_path, PIENI)
    assert found and all(line.startswith("docs/index.md: HTML ei kelpaa (") for line in found)


def test_problem_is_shown_beside_its_file() -> None:
    assert annotation("docs/polut/index.md rivi 7: Jotain on. → Korjaa.") == (
        "::error file=docs/polut/index.md,line=7,title=Käsikirjan sisältö::Jotain on. → Korjaa."
    )
    assert annotation("docs/index.md: Jotain.") == (
        "::error file=docs/index.md,line=1,title=Käsikirjan sisältö::Jotain."
    )
    assert annotation("PDF-tiedostoa ei tehty.") == "::error::PDF-tiedostoa ei tehty."
