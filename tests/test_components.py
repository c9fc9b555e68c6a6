"""A component is found whole under one name: its template, stylesheet, script and test, shown by an example.

A new template in ``macros/templates`` needs a row in ``COMPONENTS``, and beside it what the row does not
excuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace

import checked
import lxml.html
import pytest
from builds import PIENI, ROOT
from mkdocs.structure.files import File

from handbook.content.made_html import MadeHtml
from handbook.export.history import Change, Day
from macros.build import Build
from macros.feed import feed
from macros.functions import Macros
from macros.render import TEMPLATES, environment

STYLES = ROOT / "docs/assets/stylesheets"
SCRIPTS = ROOT / "docs/assets/javascripts"
DAY = Day(
    date(2026, 1, 31), datetime(2026, 1, 31, 12, tzinfo=UTC), (Change("sivu", "index.md", "Etusivu", "uusi"),)
)


@dataclass(frozen=True)
class Component:
    """``example`` is the component with the tiny county's content; in it ``shows`` (XPath) finds something.

    ``family`` is the name that its stylesheet, script and browser test share with others, where it is not its
    own. ``plain`` says why it has no stylesheet. What runs no script is tested by its example and the pages
    that it is on.
    """

    example: Callable[[Macros], str]
    shows: str
    family: str = ""
    plain: str = ""


MOVED = {
    **dict.fromkeys(("merkki", "otsikko", "osoite", "kanoninen", "kuvake"), "x"),
    "skripti": "assets/javascripts/moved.js",
}
COMPONENTS = {
    "cases": Component(lambda m: m.tapaukset(), "//perehdytys-sarja//details//h4", family="exercises"),
    "changes": Component(
        lambda m: m.mita_uutta(), "//h2[@id='muutos-2026-01-31']", plain="headings and lists as on any page"
    ),
    "changes.xml": Component(
        lambda m: feed(checked.county().kirja, [DAY], name="Opas", site_url="http://localhost/"),
        "//entry/title",
        plain="read by programs",
    ),
    "chooser": Component(lambda m: m.palveluvalitsin(), "//palvelu-valitsin/details//table"),
    "claims": Component(lambda m: m.vaittamat(), "//div[@id='fakta-a1']/dd"),
    "completion": Component(lambda m: m.perehdytysmerkinta(), "//perehdytys-merkinta//li[@data-rivi]"),
    "figure": Component(lambda m: m.kuva("saaripolku"), "//figure[@data-kuva='1']//ol/li//ul/li"),
    "glossary": Component(lambda m: m.sanasto(), "//dl/div[@id]/dt"),
    "knowledge": Component(lambda m: m.tietotesti(), "//perehdytys-sarja//details//li", family="exercises"),
    "moved-page": Component(
        lambda m: environment({}).get_template("moved-page.html.jinja").render(MOVED),
        "//noscript/meta[@http-equiv='refresh']",
        plain="seen for no longer than it takes to move on",
    ),
    "page-foot": Component(
        lambda m: m.sivun_tiedot(), "//aside[contains(., 'arkist')]//a[contains(@href, 'edit')]"
    ),
    "progress": Component(lambda m: m.edistyminen(), "//button[@data-kysymys]", family="training"),
    "reading-path-bar": Component(
        lambda m: m.lukupolun_palkki(), "//perehdytys-palkki/aside[@hidden]//input", family="reading-paths"
    ),
    "reading-paths": Component(lambda m: m.lukupolut(), "//perehdytys-edistyminen//ol/li//input"),
    "reference": Component(lambda m: m.lahde(1, 2), "//sup/a[@id='viite-2']"),
    "review-list": Component(lambda m: m.tarkistuslista(), "//li[@id='tarkistus-lautta']"),
    "review-mark": Component(lambda m: m.tarkistettava("lautta"), "//details/summary"),
    "service-cards": Component(lambda m: m.palvelukortit(), "//article[@data-palvelu='saariluotsi']//h3/a"),
    "service-map": Component(lambda m: m.palvelukartta(), "//table[@data-pinottava]//td[@data-otsikko]"),
    "service-page": Component(lambda m: m.palvelun_tiedot("saariluotsi"), "//dl//dd"),
    "sources": Component(lambda m: m.lahdeluettelo(), "//ol/li[@value='1']"),
    "term": Component(
        lambda m: m.termi("luotsi"), "//a[@href='../sanasto/#luotsi']", plain="a link as any other"
    ),
}
# Stylesheets of no component: what all pages share, and what stands in Markdown and in the theme's frame.
SHARED = {
    *("colours", "handbook", "frame", "start-page", "search", "review-notice", "training", "preview"),
}


@pytest.fixture
def made() -> MadeHtml:
    """What the macros made."""
    return MadeHtml()


@pytest.fixture
def macros(made: MadeHtml) -> Macros:
    """The macros on the tiny county's page "tietoa"."""
    paths = [path.relative_to(PIENI / "docs").as_posix() for path in (PIENI / "docs").rglob("*.md")]
    paths += [path.relative_to(ROOT / "docs").as_posix() for path in SCRIPTS.glob("*.js")]
    files = {path: File(path, "docs", "site", use_directory_urls=True) for path in paths}
    env = SimpleNamespace(
        page=SimpleNamespace(file=files["tietoa.md"]),
        variables={"files": SimpleNamespace(src_uris=files)},
        conf={"site_name": "Opas", "repo_url": "https://example.org/opas", "extra": {"muutossyote": True}},
    )
    return Macros(Build(checked.county(), (DAY,), made), env)


def test_every_template_is_a_component_with_an_example() -> None:
    templates = {path.name.removesuffix(".jinja") for path in TEMPLATES.glob("[!_]*.jinja")}
    names = {re.sub(r"\.(html|md)$", "", name) for name in templates}
    assert names == COMPONENTS.keys()


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_is_whole(name: str, macros: Macros, made: MadeHtml) -> None:
    component = COMPONENTS[name]
    family = component.family or name
    html = made.put_back(component.example(macros))
    assert lxml.html.fromstring(f"<div>{html}</div>").xpath(component.shows), "the example shows what it must"
    style = next((path for base in (name, family) if (path := STYLES / f"{base}.css").exists()), None)
    assert bool(component.plain) == (style is None), f"{name}.css, or why there is none"
    if style:
        styled = set(re.findall(r"(?<=\.)tk-[\w-]+", style.read_text(encoding="utf-8")))
        printed = {word for words in re.findall(r'class="([^"]*)"', html) for word in words.split()}
        assert styled & printed, f"{style.name} is the style of {name}"
    if "<script " in html:
        test = ROOT / f"tests/browser/test_{family.replace('-', '_')}.py"
        views = test.with_name(f"{test.stem}_views.py")
        assert test.exists() or views.exists(), f"{name} runs a script: {test.name}"


def test_every_stylesheet_is_used_and_named_after_what_it_draws() -> None:
    settings = (ROOT / "macros/settings.yml").read_text(encoding="utf-8")
    linked = re.findall(r"- assets/stylesheets/([\w-]+)\.css", settings)
    assert sorted(linked) == sorted(path.stem for path in STYLES.glob("*.css"))
    families = {*COMPONENTS, *(component.family for component in COMPONENTS.values() if component.family)}
    parts = {
        name for name in linked for family in families if name == family or name.startswith(f"{family}-")
    }
    assert set(linked) - parts == SHARED - parts


def test_every_script_is_loaded_by_a_component_or_the_frame(macros: Macros, made: MadeHtml) -> None:
    html = "".join(made.put_back(component.example(macros)) for component in COMPONENTS.values())
    html += (ROOT / "overrides/main.html").read_text(encoding="utf-8")
    assert {path.name for path in SCRIPTS.glob("*.js")} == set(re.findall(r"javascripts/([\w-]+\.js)", html))
