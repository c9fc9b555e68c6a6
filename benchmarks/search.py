"""The search compared with unchanged Material: what readers find, the index's size, and times.

Run by ``make bench``. Both sites are built from the same pages and searched through the same box, in one run
on one machine: read the shares and the ratios, not the seconds.
"""

from __future__ import annotations

import gzip
import shutil
import tempfile
from pathlib import Path
from statistics import median

import search_table
from builds import ROOT, project
from playwright.sync_api import Browser, sync_playwright
from web import mkdocs, served

from handbook.search.model import EI_MITAAN

# The same pages and theme; the search plugin without settings, and its index unchanged.
PLAIN = """INHERIT: mkdocs.yml
plugins:
  - search: {lang: fi}
  - offline: {enabled: false}
  - macros:
      module_name: macros
      on_undefined: strict
      j2_comment_start_string: "{##"
      j2_comment_end_string: "##}"
hooks: [plain_hooks.py]
"""
ROUNDS = 15
# Milliseconds from the loaded page to its first result.
FIRST_RESULT = """() => new Promise((done) => {
  const look = () => document.querySelector(".md-search-result__item")
    ? done(performance.now() - performance.getEntriesByType("navigation")[0].loadEventEnd) : setTimeout(look);
  look();
})"""


def answers(browser: Browser, address: str) -> dict[str, tuple[int, float, float, float]]:
    """The figures of the whole table of queries, and of those that must find nothing."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/")
    search_table.turn_to_search(page)
    luokat = search_table.queries(ROOT)
    typed = search_table.typed(luokat)
    found = dict(zip(typed, search_table.search(page, *typed), strict=True))
    page.close()
    misses = [row["haku"] for row in luokat[EI_MITAAN]]
    wrong = sum(bool(found[query]["osumat"]) for query in misses) / len(misses)
    return search_table.figures(luokat, found) | {EI_MITAAN: (len(misses), wrong, wrong, 1 - wrong)}


def first_result(browser: Browser, address: str) -> float:
    """Milliseconds from a loaded page to the first result of ``?q=``, in a browser without a cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/?q=terveystarkastus", wait_until="load")
    time = float(page.evaluate(FIRST_RESULT))
    context.close()
    return time


def main() -> None:
    """Prints the tables."""
    with tempfile.TemporaryDirectory() as folder:
        copy = project(Path(folder) / "project", ROOT)
        sites = {name: Path(folder) / name for name in ("ours", "plain")}
        (copy / "plain.yml").write_text(PLAIN, encoding="utf-8")
        hooks = (copy / "macros/hooks.py").read_text(encoding="utf-8")
        (copy / "plain_hooks.py").write_text(f"{hooks}\n\ndel on_post_build\n", encoding="utf-8")
        cold = mkdocs(copy, sites["ours"])
        times = {
            name: min(mkdocs(copy, sites[name], "--config-file", config) for _ in range(3))
            for name, config in (("ours", "mkdocs.yml"), ("plain", "plain.yml"))
        }
        with sync_playwright() as playwright, served(sites["ours"]) as ours, served(sites["plain"]) as plain:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            tables = {"ours": answers(browser, ours), "plain": answers(browser, plain)}
            # In turns, so that other work on the machine affects both.
            firsts = [(first_result(browser, ours), first_result(browser, plain)) for _ in range(ROUNDS)]
            browser.close()
        sizes = {
            name: len(gzip.compress((site / "search/search_index.json").read_bytes(), 9)) / 1024
            for name, site in sites.items()
        }
        script = len(gzip.compress((copy / "handbook/search/search.js").read_bytes(), 9)) / 1024

    print(
        "Search: share of queries with a right page among the first 3 | first | with nothing found; "
        "beside unchanged Material"
    )
    for name, (queries, *shares) in tables["ours"].items():
        print(
            f"  {name:16} {queries:4}   "
            + " | ".join(f"{share:.2f}" for share in shares)
            + "   beside "
            + " | ".join(f"{share:.2f}" for share in tables["plain"][name][1:])
        )
    print(
        f"  index, KB gzip           {sizes['ours']:.1f} beside {sizes['plain']:.1f}; search.js {script:.1f}"
    )
    quickest, usual = (tuple(pick(column) for column in zip(*firsts, strict=True)) for pick in (min, median))
    print(
        f"  first result, ratio      {quickest[0] / quickest[1]:.2f} at best, "
        f"{usual[0] / usual[1]:.2f} usually ({quickest[0]:.0f} and {quickest[1]:.0f} ms at best)"
    )
    warm_ratio, cold_ratio = times["ours"] / times["plain"], cold / times["plain"]
    print(f"  build, ratio             {warm_ratio:.2f}, the first time {cold_ratio:.2f}")


if __name__ == "__main__":
    main()
