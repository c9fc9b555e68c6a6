"""Links that lead out of the handbook: where each is, and which no longer answer.

Our own tool names the file and row that an editor must fix, and adds no dependency for some ten links. Links
between the pages are checked on every build.
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

ATTEMPTS = 3
# Answers that may be different in a moment: too many requests, and server errors.
_TEMPORARY = frozenset({429, 500, 502, 503, 504})
# Some servers refuse a client that does not identify itself.
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; kasikirjan-linkkitarkistus)", "Accept": "text/html,*/*"}


def external_links(kirja: Kasikirja) -> Mapping[str, tuple[str, ...]]:
    """Every address outside the handbook, and the places of the links to it, sources before pages."""
    links: dict[str, tuple[str, ...]] = {}
    for lahde in kirja.lahteet:
        if lahde.linkki:
            links[lahde.linkki] = (*links.get(lahde.linkki, ()), f"data/sources.yml lähde {lahde.numero}")
    for sivu in kirja.sivut:
        for address, row in sivu.ulkoiset:
            links[address] = (*links.get(address, ()), f"docs/{sivu.tiedosto} rivi {row}")
    return links


def fault(address: str, *, pause: float = 5.0, timeout: float = 30.0) -> str:
    """What is wrong with ``address``, in Finnish; empty if it answers.

    Redirections are followed. Faults that may be temporary are tried again, :data:`ATTEMPTS` times in all.

    Args:
        address: a URL.
        pause: seconds between attempts.
        timeout: seconds to wait for an answer.
    """
    request = urllib.request.Request(
        quote(urldefrag(address).url, safe="%/:?&=#+,;@~!$'()*[]"), headers=_HEADERS
    )
    found = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(pause)
        try:
            with urllib.request.urlopen(request, timeout=timeout):
                return ""
        except urllib.error.HTTPError as error:
            error.close()
            found = f"vastaa {error.code}"
            if error.code not in _TEMPORARY:
                return found
        except (OSError, http.client.HTTPException):
            found = "ei vastaa"
    return found


def faults_list(yllapito: Yllapito, kirja: Kasikirja, ask: Callable[[str], str] = fault) -> str:
    """The links that do not work, in Finnish as Markdown; empty if all do.

    ``ask`` is as :func:`fault`. The exceptions of ``data/upkeep.yml`` are not tested.
    """
    exceptions = {exception.osoite for exception in yllapito.linkkipoikkeukset}
    rows = [
        f"- <{address}> {found}: {', '.join(places)}"
        for address, places in external_links(kirja).items()
        if address not in exceptions and (found := ask(address))
    ]
    if not rows:
        return ""
    advice = (
        "Korjaa osoite. Jos sivu on olemassa mutta torjuu tarkistuksen, lisää osoite ja syy tiedoston "
        "data/upkeep.yml kohtaan `linkkipoikkeukset`."
    )
    return "\n".join([*rows, "", advice])
