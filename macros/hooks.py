"""MkDocs events → handbook functions.

A build reads everything once, in ``on_config``, and passes it on in the settings: ``serve`` builds many times
in one process, so no module keeps anything of a build. After a change of Python code ``make serve`` must be
restarted.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from handbook.check import check
from handbook.export.download import Download
from handbook.export.history import history
from handbook.export.open_data import open_data
from handbook.export.structured_data import service_data
from handbook.language.finnish import Dictionary
from handbook.report import report
from handbook.search.index import enrich
from handbook.search.model import Synonyymit
from handbook.training.reading_time import ReadingTime
from handbook.upkeep.model import Yllapito
from handbook.upkeep.reviews import page_upkeep
from macros.build import Build
from macros.feed import feed
from macros.html_output import HtmlOutput
from macros.moved import moved_pages
from macros.preview import add_preview
from macros.reading import fill


@event_priority(100)
def on_config(config: Any) -> Any:
    """Checks the content before anything is built; stops with all its problems, never with a traceback."""
    root = Path(config.config_file_path).resolve().parent
    outcome = check(root)
    if outcome.whole is None:
        raise Abort(report(outcome, today=date.today(), annotate=os.environ.get("GITHUB_ACTIONS") == "true"))
    build = Build(outcome.whole, history(root))
    build.put(config)
    config.markdown_extensions += [HtmlOutput(), build.made]
    # Python-Markdown's extension for abbreviations: tooltips on every page, from the glossary.
    config.mdx_configs.setdefault("abbr", {})["glossary"] = dict(build.kirja.lyhenteet)
    if pdf := config.extra["pdf"]:
        try:
            config.extra["pdf"] = Download.of(root / pdf)
        except FileNotFoundError:
            raise Abort(f"Tiedostoa {pdf} ei ole. → Tee se komennolla make pdf.") from None
    if changes := config.extra["muutos"]:
        try:
            add_preview(config, root / changes)
        except FileNotFoundError:
            raise Abort(f"Tiedostoa {changes} ei ole. → Tee se: make -s changes > {changes}.") from None
    config.extra["muutossyote"] = bool(build.days) and not config.plugins["material/offline"].config.enabled
    return config


def on_files(files: Any, config: Any) -> Any:
    """Adds the PDF and the open data to the site, so that links to them are checked; and old addresses."""
    if pdf := config.extra["pdf"]:
        files.append(File.generated(config, pdf.path.name, abs_src_path=str(pdf.path)))
    build = Build.of(config)
    for path, text in open_data(build.whole.models, build.kirja.versio).items():
        files.append(File.generated(config, path, content=text))
    for file in moved_pages(build.kirja, files, config):
        files.append(file)
    return files


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Gives overrides/main.html the page's structured data and the last day its review is valid."""
    build = Build.of(config)
    context["rakenteinen_tieto"] = service_data(
        build.kirja,
        page.file.src_uri,
        url=page.canonical_url or page.url,
        provider=config.extra["jarjestaja"],
    )
    upkeep = page_upkeep(build.whole.records(Yllapito), build.kirja, build.kirja.sivu[page.file.src_uri])
    context["maaraaika"] = upkeep.due
    return context


def on_env(env: Any, config: Any, files: Any) -> None:
    """Fills in what pages show of each other's finished text, now that every page is rendered."""
    pages = [file.page for file in files.documentation_pages()]
    reading_times = {page.file.src_uri: ReadingTime.of(page.content) for page in pages}
    for page in pages:
        page.content = fill(page.content, reading_times)


@event_priority(-50)
def on_post_build(config: Any) -> None:
    """Makes the search understand Finnish, and writes the feed of changes.

    Runs after the search plugin has written its index and before the offline plugin copies it.
    """
    build, site = Build.of(config), Path(config.site_dir)
    enrich(site, build.kirja, build.whole.records(Synonyymit).synonyymit, Dictionary(build.whole.root))
    if config.extra["muutossyote"]:
        text = feed(build.kirja, build.days or (), name=config.site_name, site_url=config.site_url)
        (site / "mita-uutta.xml").write_text(text, encoding="utf-8")
