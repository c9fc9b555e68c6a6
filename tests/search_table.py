"""Readers' queries, asked in the site's own search box, for the tests and whatever compares two sites."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any, cast

import yaml
from playwright.sync_api import Page

from handbook.content.front_matter import page_address
from handbook.search.model import EI_MITAAN

# Class → its queries: what is typed (``haku``), and the addresses that answer it (``sivut``).
Luokat = Mapping[str, list[dict[str, Any]]]

# Types each query into the box and notes what the reader then sees: of each page its address, of each result
# its parts.
_SEARCH = """async (haut) => {
  const kentta = document.querySelector("[data-md-component=search-query]");
  const tulos = document.querySelector("[data-md-component=search-result]");
  const osumat = () => [...tulos.querySelectorAll(".md-search-result__item")].map((li) => ({
    sivu: new URL(li.querySelector("a").href).pathname,
    kohdat: [...li.querySelectorAll("a")].map((a) => ({
      osoite: a.href,
      merkityt: [...a.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  }));
  const hae = (haku) => new Promise((valmis) => {
    new MutationObserver((_, tarkkailija) => {
      tarkkailija.disconnect();
      const meta = tulos.querySelector(".md-search-result__meta").textContent.trim();
      valmis({ meta, osumat: osumat(), html: tulos.innerHTML });
    }).observe(tulos, { childList: true, subtree: true });
    kentta.value = haku;
    kentta.dispatchEvent(new KeyboardEvent("keyup"));
  });
  const vastaukset = [];
  for (const haku of haut) vastaukset.push(await hae(haku));
  return vastaukset;
}"""


def queries(root: Path) -> Luokat:
    """The queries of the content in ``root``, with its pages' addresses on the web."""
    data = yaml.safe_load((root / "data/queries.yml").read_text(encoding="utf-8"))
    return {
        luokka["luokka"]: [
            {"haku": rivi["haku"], "sivut": [web_address(sivu) for sivu in rivi["sivut"]]}
            for rivi in luokka["haut"]
        ]
        for luokka in data["luokat"]
    }


def web_address(file: str) -> str:
    """``/palvelut/`` for ``palvelut/index.md``."""
    address = page_address(file)
    return f"/{address}/" if address else "/"


def typed(luokat: Luokat) -> list[str]:
    """What is typed, query by query."""
    return [rivi["haku"] for rivit in luokat.values() for rivi in rivit]


def turn_to_search(page: Page) -> None:
    """Focuses the box and waits until the search is ready."""
    page.locator("[data-md-component=search-query]").focus()
    page.get_by_text("Kirjoita hakusana").wait_for()


def ask(page: Page, haku: str) -> None:
    """Types into the box in one go.

    The search asks at each key that comes up: so no later answer takes the place of this one.
    """
    box = page.get_by_role("textbox", name="Hae käsikirjasta")
    box.fill(haku)
    box.press("End")


def search(page: Page, *haut: str) -> list[dict[str, Any]]:
    """What the reader sees for each query; a query must differ from the one before it."""
    return cast("list[dict[str, Any]]", page.evaluate(_SEARCH, list(haut)))


def figures(
    luokat: Luokat, vastaukset: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[int, float, float, float]]:
    """For each class and, last, for all: the number of queries, and what share of them finds a right page.

    The shares are of those with a right page among the first three, with it first, and with no result.
    """
    luokat = {luokka: rivit for luokka, rivit in luokat.items() if luokka != EI_MITAAN}
    luvut = {}
    for nimi, rivit in {**luokat, "kaikki": list(chain.from_iterable(luokat.values()))}.items():
        tulokset = []
        for rivi in rivit:
            sivut = [osuma["sivu"] for osuma in vastaukset[rivi["haku"]]["osumat"]]
            oikeat = [sivu in rivi["sivut"] for sivu in sivut]
            tulokset.append((any(oikeat[:3]), any(oikeat[:1]), not sivut))
        kolmessa, ensin, tyhjia = (sum(sarake) / len(rivit) for sarake in zip(*tulokset, strict=True))
        luvut[nimi] = (len(rivit), kolmessa, ensin, tyhjia)
    return luvut
