"""The macros themselves: each picks its records and gives them to a template."""

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
from macros.render import environment, yksi_rivi


class Macros:
    """One method a macro, under the name editors type. Arguments were checked by :mod:`handbook.content.pages`.

    ``env`` is mkdocs-macros' environment; its ``page`` is the page being built and its ``files`` all pages.
    """

    def __init__(self, build: Build, env: Any) -> None:
        self._build = build
        self._kirja = build.kirja
        self._env = env
        self._templates = environment(build.kirja.lyhenteet)
        self._templates.globals.update(
            kirja=build.kirja,
            lukupolut=self._lukupolut,
            osoite=self._osoite,
            ensimmainen=self._ensimmainen,
            sivun_avain=key_mark,
            minuutit=minutes_mark,
        )
        self._page: Any = None
        self._tavatut: set[int | str] = set()

    def palvelukortti(self, tunnus: str) -> str:
        """The card of one service or place."""
        return self._html("service-cards.html.jinja", palvelut=[self._kirja.palvelu[tunnus]])

    def palvelukortit(self, tyyppi: str = "") -> str:
        """The cards of all services and places, or of those of one kind."""
        return self._html(
            "service-cards.html.jinja", palvelut=[p for p in self._kirja.palvelut if tyyppi in ("", p.tyyppi)]
        )

    def palvelun_tiedot(self, tunnus: str) -> str:
        """All that is known of a service, section by section, as Markdown headings with HTML blocks below them."""
        palvelu = self._kirja.palvelu[tunnus]
        assert isinstance(palvelu, Palvelu)
        lahteet = [
            self._kirja.lahde[numero]
            for numero in self._kirja.sivun_lahteet(self._kirja.sivu[palvelu.osoite])
        ]
        return self._render("service-page.md.jinja", palvelu=palvelu, lahteet=lahteet)

    def lahde(self, *numerot: int) -> str:
        """References to numbered sources, as the original handbook has them in its text."""
        return self._html("reference.html.jinja", numerot=numerot)

    def lahdeluettelo(self) -> str:
        """The numbered list of sources, each with links back to the pages that cite it."""
        return self._html("sources.html.jinja")

    def termi(self, tunnus: str, teksti: str = "") -> str:
        """A term that links to its explanation; ``teksti`` is the form the sentence needs."""
        termi = self._kirja.termi[tunnus]
        return self._html("term.html.jinja", termi=termi, teksti=teksti or termi.termi)

    def sanasto(self) -> str:
        """The whole glossary."""
        return self._html("glossary.html.jinja")

    def tarkistettava(self, tunnus: str) -> str:
        """The mark of a statement that the owner of the content must confirm, with the reason."""
        return self._html("review-mark.html.jinja", tunnus=tunnus)

    def tarkistuslista(self) -> str:
        """All that must be confirmed, the most urgent first."""
        return self._html("review-list.html.jinja")

    def vaittamat(self) -> str:
        """What the original handbook says, claim by claim, and on which pages each is told."""
        return self._html("claims.html.jinja")

    def palvelukartta(self) -> str:
        """The service map: who may refer to which service, and where the source is silent."""
        return self._html("service-map.html.jinja")

    def polku(self, tunnus: str) -> str:
        """A pathway drawn from data."""
        return self.kuva(tunnus)

    def kuva(self, tunnus: str) -> str:
        """A figure drawn from data, with its number, its state and what is missing from it."""
        return self._html("figure.html.jinja", kuva=self._kirja.kuva[tunnus])

    def palveluvalitsin(self) -> str:
        """The service chooser; without JavaScript its questions and rules as text."""
        saannot = json.dumps(self._kirja.chooser.as_data(), ensure_ascii=False, separators=(",", ":"))
        return self._html("chooser.html.jinja", saannot=saannot)

    def tapaukset(self) -> str:
        """The practice cases, each with the answer that the rules of the chooser give."""
        return self._html("cases.html.jinja", valitsin=self._kirja.chooser, tehtavat=self._harjoitukset)

    def tietotesti(self) -> str:
        """The knowledge check, each question with its right options and an explanation of every one."""
        return self._html("knowledge.html.jinja", tehtavat=self._tietotehtavat)

    def lukupolut(self) -> str:
        """The reading paths, as Markdown headings with HTML blocks below them."""
        return self._render("reading-paths.md.jinja")

    def edistyminen(self) -> str:
        """Where progress is kept, and the button that clears it."""
        return self._html("progress.html.jinja")

    def perehdytysmerkinta(self) -> str:
        """The note of what was read and done."""
        return self._html(
            "completion.html.jinja",
            harjoitukset=self._harjoitukset,
            kysymykset=self._tietotehtavat,
            kasikirja=self._env.conf["site_name"],
            rakennettu=get_build_datetime(),
        )

    def mita_uutta(self) -> str:
        """What has changed, day by day, from the project's own history; or that the history is not there."""
        return self._html(
            "changes.html.jinja",
            paivat=self._build.days,
            lajit=KINDS,
            syote=self._env.conf["extra"]["muutossyote"],
            linkki=change_link(self._kirja, self._osoite),
        )

    def lukupolun_palkki(self) -> str:
        """The way on for a reader who came to the present page by a reading path; nothing on a page that is on none."""
        sivu = self._env.page.file.src_uri
        polut = [polku for polku in self._lukupolut if sivu in (kohta.sivu for kohta in polku.sivut)]
        return self._html("reading-path-bar.html.jinja", sivu=sivu, polut=polut) if polut else ""

    def sivun_tiedot(self) -> str:
        """The last lines of the present page: when it was reviewed, which claims it tells, and how to mend it."""
        sivu = self._kirja.sivu[self._env.page.file.src_uri]
        return self._html(
            "page-foot.html.jinja",
            perusta=self._kirja.sivun_perusta(sivu),
            hoito=page_upkeep(self._build.whole.records(Yllapito), self._kirja, sivu),
            tiedostot=files_of(sivu),
            lahdekoodi=(self._env.conf["repo_url"] or "").rstrip("/"),
        )

    @property
    def _lukupolut(self) -> list[Lukupolku]:
        return self._build.whole.records(Lukupolut).lukupolut

    @cached_property
    def _harjoitukset(self) -> tuple[Harjoitus, ...]:
        return exercises(self._build.whole.records(Tapaukset).tapaukset, self._kirja.chooser)

    @cached_property
    def _tietotehtavat(self) -> tuple[Tietotehtava, ...]:
        return questions(self._build.whole.records(Tietotesti).tietotesti)

    def _render(self, template: str, **values: Any) -> Markup:
        if self._env.page is not self._page:
            self._page, self._tavatut = self._env.page, set()
        return Markup(self._templates.get_template(template).render(**values))

    def _html(self, template: str, **values: Any) -> str:
        return yksi_rivi(self._render(template, **values))

    def _osoite(self, tiedosto: str, ankkuri: str = "") -> str:
        """The address of a page as seen from the present one."""
        url: str = self._env.variables["files"].src_uris[tiedosto].url_relative_to(self._env.page.file)
        return f"{url}#{ankkuri}" if ankkuri else url

    def _ensimmainen(self, asia: int | str) -> bool:
        """Whether this page meets ``asia`` for the first time: a source's number (links lead back to that place) or a script."""
        uusi = asia not in self._tavatut
        self._tavatut.add(asia)
        return uusi
