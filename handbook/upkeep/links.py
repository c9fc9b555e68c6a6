"""Links that lead out of the handbook: where each stands, and which no longer answer.

A tool of our own: it names the file and row that an editor must mend, and adds no dependency for some ten links. Links between the
pages are checked on every build.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from urllib.parse import quote, urldefrag

from handbook.content.whole import Kasikirja
from handbook.upkeep.model import Yllapito

YRITYKSET = 3
# Answers that may be another in a moment: too many requests, and the server's own trouble.
_OHIMENEVAT = frozenset({429, 500, 502, 503, 504})
# Some servers refuse a client that does not say what it is.
_PYYNTO = {"User-Agent": "Mozilla/5.0 (compatible; kasikirjan-linkkitarkistus)", "Accept": "text/html,*/*"}


def external_links(kasikirja: Kasikirja) -> Mapping[str, tuple[str, ...]]:
    """Every address outside the handbook that is a link, and the places where it stands, sources before pages."""
    links: dict[str, tuple[str, ...]] = {}
    for lahde in kasikirja.lahteet:
        if lahde.linkki:
            links[lahde.linkki] = (*links.get(lahde.linkki, ()), f"data/sources.yml lähde {lahde.numero}")
    for sivu in kasikirja.sivut:
        for osoite, rivi in sivu.ulkoiset:
            links[osoite] = (*links.get(osoite, ()), f"docs/{sivu.tiedosto} rivi {rivi}")
    return links


def fault(osoite: str, *, pause: float = 5.0, timeout: float = 30.0) -> str:
    """What is wrong with ``osoite``, in Finnish; empty when it answers. Times are in seconds.

    Redirections are followed. What may pass is asked again after ``pause``, :data:`YRITYKSET` times in all.
    """
    request = urllib.request.Request(
        quote(urldefrag(osoite).url, safe="%/:?&=#+,;@~!$'()*[]"), headers=_PYYNTO
    )
    found = ""
    for yritys in range(YRITYKSET):
        if yritys:
            time.sleep(pause)
        try:
            with urllib.request.urlopen(request, timeout=timeout):
                return ""
        except urllib.error.HTTPError as error:
            error.close()
            found = f"vastaa {error.code}"
            if error.code not in _OHIMENEVAT:
                return found
        except (OSError, http.client.HTTPException):
            found = "ei vastaa"
    return found


def faults_list(yllapito: Yllapito, kasikirja: Kasikirja, ask: Callable[[str], str] = fault) -> str:
    """The links that do not work, in Finnish as Markdown; empty when all do. ``ask`` is as :func:`fault`.

    The exceptions of ``data/upkeep.yml`` are not asked.
    """
    poikkeukset = {poikkeus.osoite for poikkeus in yllapito.linkkipoikkeukset}
    rivit = [
        f"- <{osoite}> {vika}: {', '.join(paikat)}"
        for osoite, paikat in external_links(kasikirja).items()
        if osoite not in poikkeukset and (vika := ask(osoite))
    ]
    if not rivit:
        return ""
    ohje = (
        "Korjaa osoite. Jos sivu on olemassa mutta torjuu tarkistuksen, lisää osoite ja syy tiedoston data/upkeep.yml "
        "kohtaan `linkkipoikkeukset`."
    )
    return "\n".join([*rivit, "", ohje])
