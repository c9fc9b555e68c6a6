"""The functions of the macros: each picks its records and passes them to a template."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from markupsafe import Markup
from mkdocs.utils import get_build_datetime

from handbook.content.services import Palvelu
from handbook.export.history import KINDS
from handbook.files import files_of
from handbook.training.exercises import Harjoitus, Tietotehtava, exercises, questions
from handbook.training.model import Lukupolku, Lukupolut, Tapaukset, Tietotesti
from handbook.upkeep.model import Yllapito
from handbook.upkeep.reviews import page_upkeep
from macros.build import Build
from macros.feed import change_link
from macros.reading import key_mark, minutes_mark
from macros.render import environment, one_row


class Macros:
    """One method for each macro, under the name that editors type.

    :mod:`handbook.content.calls` has checked their arguments. ``env`` is the environment of mkdocs-macros:
    its ``page`` is the page being built, ``variables["files"]`` are all files.
    """

    def __init__(self, build: Build, env: Any) -> None:
        self._build = build
        self._kirja = build.kirja
        self._env = env
        self._templates = environment(build.kirja.lyhenteet)
        self._templates.filters["lohko"] = lambda html: build.made.keep(one_row(html))
        self._templates.globals.update(
            kirja=build.kirja,
            lukupolut=self._paths,
            osoite=self._address,
            ensimmainen=self._is_first,
            sivun_avain=key_mark,
            minuutit=minutes_mark,
        )
        self._page: Any = None
        self._seen: set[int | str] = set()  # on the current page

    def palvelukortti(self, tunnus: str) -> str:
        """The card of one service or place."""
        return self._html("service-cards.html.jinja", palvelut=[self._kirja.palvelu[tunnus]])

    def palvelukortit(self, tyyppi: str = "") -> str:
        """The cards of all services and places, or of those of one kind."""
        return self._html(
            "service-cards.html.jinja", palvelut=[p for p in self._kirja.palvelut if tyyppi in ("", p.tyyppi)]
        )

    def palvelun_tiedot(self, tunnus: str) -> str:
        """Everything about a service, section by section: Markdown headings with HTML blocks below them."""
        palvelu = self._kirja.palvelu[tunnus]
        assert isinstance(palvelu, Palvelu)
        lahteet = [
            self._kirja.lahde[numero]
            for numero in self._kirja.sivun_lahteet(self._kirja.sivu[palvelu.osoite])
        ]
        return self._render("service-page.md.jinja", palvelu=palvelu, lahteet=lahteet)

    def lahde(self, *numerot: int) -> str:
        """References to numbered sources, as in the text of the source handbook."""
        return self._html("reference.html.jinja", block=False, numerot=numerot)

    def lahdeluettelo(self) -> str:
        """The numbered list of sources, each with links back to the pages that cite it."""
        return self._html("sources.html.jinja")

    def termi(self, tunnus: str, teksti: str = "") -> str:
        """A term that links to its explanation; ``teksti`` is its form in the sentence."""
        termi = self._kirja.termi[tunnus]
        return self._html("term.html.jinja", block=False, termi=termi, teksti=teksti or termi.termi)

    def sanasto(self) -> str:
        """The whole glossary."""
        return self._html("glossary.html.jinja")

    def tarkistettava(self, tunnus: str) -> str:
        """The mark of a statement that the owner of the content must confirm, with the reason."""
        return self._html("review-mark.html.jinja", tunnus=tunnus)

    def tarkistuslista(self) -> str:
        """Everything that must be confirmed, the most urgent first."""
        return self._html("review-list.html.jinja")

    def vaittamat(self) -> str:
        """What the source handbook says, claim by claim, and which pages state it."""
        return self._html("claims.html.jinja")

    def palvelukartta(self) -> str:
        """The service map: who may refer to which service, and where the source says nothing."""
        return self._html("service-map.html.jinja")

    def polku(self, tunnus: str) -> str:
        """A pathway drawn from data: another name for :meth:`kuva`."""
        return self.kuva(tunnus)

    def kuva(self, tunnus: str) -> str:
        """A figure drawn from data, with its number, its state and what it lacks."""
        return self._html("figure.html.jinja", kuva=self._kirja.kuva[tunnus])

    def palveluvalitsin(self) -> str:
        """The service chooser; without JavaScript, its questions and rules as text."""
        saannot = json.dumps(self._kirja.chooser.as_data(), ensure_ascii=False, separators=(",", ":"))
        return self._html("chooser.html.jinja", saannot=saannot)

    def tapaukset(self) -> str:
        """The practice cases, each with the answer that the rules of the chooser give."""
        return self._html("cases.html.jinja", valitsin=self._kirja.chooser, tehtavat=self._cases)

    def tietotesti(self) -> str:
        """The knowledge check, each question with its right options and an explanation of every option."""
        return self._html("knowledge.html.jinja", tehtavat=self._questions)

    def lukupolut(self) -> str:
        """The reading paths: Markdown headings with HTML blocks below them."""
        return self._render("reading-paths.md.jinja")

    def edistyminen(self) -> str:
        """Where progress is kept, and the button that clears it."""
        return self._html("progress.html.jinja")

    def perehdytysmerkinta(self) -> str:
        """The record of what the reader has read and done, to be printed or saved."""
        return self._html(
            "completion.html.jinja",
            harjoitukset=self._cases,
            kysymykset=self._questions,
            kasikirja=self._env.conf["site_name"],
            rakennettu=get_build_datetime(),
        )

    def mita_uutta(self) -> str:
        """What has changed, day by day, or that the history is not available."""
        return self._html(
            "changes.html.jinja",
            paivat=self._build.days,
            lajit=KINDS,
            syote=self._env.conf["extra"]["muutossyote"],
            linkki=change_link(self._kirja, self._address),
        )

    def lukupolun_palkki(self) -> str:
        """The links of the reading paths that the current page is on; empty if it is on none."""
        sivu = self._env.page.file.src_uri
        polut = [polku for polku in self._paths if sivu in (kohta.sivu for kohta in polku.sivut)]
        return self._html("reading-path-bar.html.jinja", sivu=sivu, polut=polut) if polut else ""

    def sivun_tiedot(self) -> str:
        """The end of the current page: its review, the claims it states, and how to correct it."""
        sivu = self._kirja.sivu[self._env.page.file.src_uri]
        return self._html(
            "page-foot.html.jinja",
            perusta=self._kirja.sivun_perusta(sivu),
            hoito=page_upkeep(self._build.whole.records(Yllapito), self._kirja, sivu),
            tiedostot=files_of(sivu),
            lahdekoodi=(self._env.conf["repo_url"] or "").rstrip("/"),
        )

    @property
    def _paths(self) -> list[Lukupolku]:
        return self._build.whole.records(Lukupolut).lukupolut

    @cached_property
    def _cases(self) -> tuple[Harjoitus, ...]:
        return exercises(self._build.whole.records(Tapaukset).tapaukset, self._kirja.chooser)

    @cached_property
    def _questions(self) -> tuple[Tietotehtava, ...]:
        return questions(self._build.whole.records(Tietotesti).tietotesti)

    def _render(self, template: str, **values: Any) -> Markup:
        if self._env.page is not self._page:
            self._page, self._seen = self._env.page, set()
        return Markup(self._templates.get_template(template).render(**values))

    def _html(self, template: str, *, block: bool = True, **values: Any) -> str:
        return self._build.made.keep(one_row(self._render(template, **values)), block=block)

    def _address(self, file: str, anchor: str = "") -> str:
        """The address of a page relative to the current one."""
        url: str = self._env.variables["files"].src_uris[file].url_relative_to(self._env.page.file)
        return f"{url}#{anchor}" if anchor else url

    def _is_first(self, item: int | str) -> bool:
        """Whether ``item`` appears on the current page for the first time.

        It is the number of a source, since the list of sources links back to its first reference, or a
        script.
        """
        first = item not in self._seen
        self._seen.add(item)
        return first
