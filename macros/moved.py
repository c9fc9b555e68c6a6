"""Small pages at old addresses, each leading on to the page that took the address's place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from mkdocs.structure.files import File, Files

from handbook.content.whole import Kasikirja
from handbook.site.moved import MARK
from macros.render import environment

_SCRIPT = "assets/javascripts/moved.js"


def moved_pages(kirja: Kasikirja, files: Files, config: Any) -> Iterator[File]:
    """A file for each old address of ``kirja``, made for the addresses that the build gives its pages.

    They are no pages of MkDocs': so no search, site map or navigation has them.
    """
    template = environment({}).get_template("moved-page.html.jinja")
    for sivu in kirja.sivut:
        new = files.src_uris[sivu.tiedosto]
        for old, _ in sivu.vanhat:
            place = File.generated(config, old, content="")
            html = template.render(
                merkki=MARK,
                otsikko=sivu.otsikko,
                osoite=new.url_relative_to(place),
                kanoninen=urljoin(config.site_url, new.url) if config.site_url else "",
                kuvake=files.src_uris[config.theme["favicon"]].url_relative_to(place),
                skripti=files.src_uris[_SCRIPT].url_relative_to(place),
            )
            yield File.generated(config, place.dest_uri, content=html + "\n")
