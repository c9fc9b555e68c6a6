"""The search beside Material's as it comes: what readers find, the size of the index, the time to the first result and to build.

Run by ``make bench``. Both are built from the same pages and asked through the same box, in one run on one machine: read the
shares and the ratios, not the seconds.
"""

from __future__ import annotations

import gzip
import shutil
import tempfile
from pathlib import Path
from statistics import median

import search_table
from builds import real_project
from playwright.sync_api import Browser, sync_playwright
from web import mkdocs, served

# The same pages and theme; the search plugin without a setting, and nothing done to its index.
PLAIN = """INHERIT: mkdocs.yml
plugins:
  - search: {lang: fi}
  - offline: {enabled: false}
  - macros: {module_name: macros, on_undefined: strict, j2_comment_start_string: "{##", j2_comment_end_string: "##}"}
hooks: [plain_hooks.py]
"""
ROUNDS = 15
# From the moment the page has loaded to the moment its first result stands there.
FIRST_RESULT = """() => new Promise((valmis) => {
  const katso = () => document.querySelector(".md-search-result__item")
    ? valmis(performance.now() - performance.getEntriesByType("navigation")[0].loadEventEnd) : setTimeout(katso);
  katso();
})"""


def answers(browser: Browser, address: str) -> dict[str, tuple[int, float, float, float]]:
    """The figures of the whole table, and how many of the queries that must find nothing find something."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/")
    search_table.turn_to_search(page)
    vastaukset = dict(zip(search_table.HAUT, search_table.search(page, *search_table.HAUT), strict=True))
    page.close()
    hudit = [rivi["haku"] for rivi in search_table.LUOKAT[search_table.EI_MITAAN]]
    loytyi = sum(bool(vastaukset[haku]["osumat"]) for haku in hudit) / len(hudit)
    return search_table.figures(vastaukset) | {
        search_table.EI_MITAAN: (len(hudit), loytyi, loytyi, 1 - loytyi)
    }


def first_result(browser: Browser, address: str) -> float:
    """Milliseconds from a loaded page to the first result of ``?q=``, in a browser that keeps nothing from before."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/?q=terveystarkastus", wait_until="load")
    time = float(page.evaluate(FIRST_RESULT))
    context.close()
    return time


def main() -> None:
    """Prints the tables."""
    with tempfile.TemporaryDirectory() as folder:
        project, sites = (
            real_project(Path(folder) / "project"),
            {name: Path(folder) / name for name in ("ours", "plain")},
        )
        (project / "plain.yml").write_text(PLAIN, encoding="utf-8")
        hooks = (project / "macros/hooks.py").read_text(encoding="utf-8")
        (project / "plain_hooks.py").write_text(f"{hooks}\n\ndel on_post_build\n", encoding="utf-8")
        cold = mkdocs(project, sites["ours"])
        times = {
            name: min(mkdocs(project, sites[name], "--config-file", config) for _ in range(3))
            for name, config in (("ours", "mkdocs.yml"), ("plain", "plain.yml"))
        }
        with sync_playwright() as playwright, served(sites["ours"]) as ours, served(sites["plain"]) as plain:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            tables = {"ours": answers(browser, ours), "plain": answers(browser, plain)}
            # By turns, so that other work on the machine falls on both.
            firsts = [(first_result(browser, ours), first_result(browser, plain)) for _ in range(ROUNDS)]
            browser.close()
        sizes = {
            name: len(gzip.compress((site / "search/search_index.json").read_bytes(), 9))
            for name, site in sites.items()
        }
        script = len(gzip.compress((project / "handbook/search.js").read_bytes(), 9))

    print(
        "Search: share of queries with a right page among the first 3 | first | with nothing found; beside Material as it comes"
    )
    for name, (queries, *shares) in tables["ours"].items():
        print(
            f"  {name:16} {queries:4}   "
            + " | ".join(f"{share:.2f}" for share in shares)
            + "   beside "
            + " | ".join(f"{share:.2f}" for share in tables["plain"][name][1:])
        )
    print(
        f"  index, KB gzip           {sizes['ours'] / 1024:.1f} beside {sizes['plain'] / 1024:.1f}; search.js {script / 1024:.1f}"
    )
    quickest, usual = (tuple(pick(column) for column in zip(*firsts, strict=True)) for pick in (min, median))
    print(
        f"  first result, ratio      {quickest[0] / quickest[1]:.2f} at best, {usual[0] / usual[1]:.2f} usually "
        f"({quickest[0]:.0f} and {quickest[1]:.0f} ms at best)"
    )
    print(
        f"  build, ratio             {times['ours'] / times['plain']:.2f}, the first time {cold / times['plain']:.2f}"
    )


if __name__ == "__main__":
    main()
