"""MkDocs events → handbook functions.

MkDocs loads this file once, but ``serve`` builds many times: ``on_config`` therefore forgets the modules of the last
build, and the functions below import what they call when they are called.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File


@event_priority(100)
def on_config(config: Any) -> Any:
    """Checks the content before anything is built; stops with all its problems, never with a traceback."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("handbook", "macros")]:
        del sys.modules[name]
    root = _root(config)
    sys.path[:] = [str(root), *(path for path in sys.path if path != str(root))]
    from handbook.checks import check
    from handbook.download import Lataus
    from handbook.history import history
    from handbook.report import report

    result = check(root)
    if result.kasikirja is None:
        raise Abort(report(result, tanaan=date.today(), annotate=os.environ.get("GITHUB_ACTIONS") == "true"))
    # Python-Markdown's own abbreviations: a tooltip on every page, from the glossary.
    config.mdx_configs.setdefault("abbr", {})["glossary"] = dict(result.kasikirja.lyhenteet)
    if pdf := config.extra["pdf"]:
        try:
            config.extra["pdf"] = Lataus.of(root / pdf)
        except FileNotFoundError:
            raise Abort(f"Tiedostoa {pdf} ei ole. → Tee se komennolla make pdf.") from None
    config.extra["muutossyote"] = bool(history(root)) and not config.plugins["material/offline"].config.enabled
    return config


def on_files(files: Any, config: Any) -> Any:
    """The site carries the PDF that it offers, and the open data, so that pages can link to it and the links are checked."""
    from handbook.open_data import open_data

    if pdf := config.extra["pdf"]:
        files.append(File.generated(config, pdf.tiedosto.name, abs_src_path=str(pdf.tiedosto)))
    for path, text in open_data(_kasikirja(config)).items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Gives the theme (overrides/main.html) the structured data of the page's service, and the day on which its review runs out."""
    from handbook.structured_data import service_data
    from handbook.upkeep import page_upkeep

    kasikirja = _kasikirja(config)
    context["rakenteinen_tieto"] = service_data(kasikirja, page.file.src_uri, url=page.canonical_url or page.url,
                                                provider=config.extra["jarjestaja"])
    context["maaraaika"] = page_upkeep(kasikirja, kasikirja.sivu[page.file.src_uri]).maaraaika
    return context


def on_env(env: Any, config: Any, files: Any) -> None:
    """Every page is rendered now: what pages tell of each other's finished text is put in its place."""
    from handbook.training import Luettava
    from macros.reading import fill

    pages = [file.page for file in files.documentation_pages()]
    luettavat = {page.file.src_uri: Luettava.of(page.content) for page in pages}
    for page in pages:
        page.content = fill(page.content, luettavat)


@event_priority(-50)
def on_post_build(config: Any) -> None:
    """Writes the feed of changes, and teaches the search Finnish: after the search plugin has written its index, before the
    offline plugin copies it."""
    from handbook.finnish import Sanakirja
    from handbook.history import history
    from handbook.search import enrich
    from macros.feed import feed

    root, kasikirja = _root(config), _kasikirja(config)
    enrich(Path(config.site_dir), kasikirja, Sanakirja(root))
    if config.extra["muutossyote"]:
        syote = feed(kasikirja, history(root) or (), name=config.site_name, site_url=config.site_url)
        (Path(config.site_dir) / "mita-uutta.xml").write_text(syote, encoding="utf-8")


def _root(config: Any) -> Path:
    return Path(config.config_file_path).resolve().parent


def _kasikirja(config: Any) -> Any:
    from handbook.checks import check

    kasikirja = check(_root(config)).kasikirja
    assert kasikirja is not None, "on_config stops the build when the content has problems"
    return kasikirja
