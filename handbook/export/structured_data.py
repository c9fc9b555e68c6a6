"""What search engines may be told of a page: a service as schema.org's ``Service``, only what the handbook says of it."""

from __future__ import annotations

from typing import Any

from handbook.content.services import Palvelu
from handbook.content.whole import Kasikirja


def service_data(kasikirja: Kasikirja, tiedosto: str, *, url: str, provider: str) -> dict[str, Any] | None:
    """JSON-LD of the service told on page ``tiedosto`` (its file in ``docs/``); ``None`` on other pages.

    ``url`` is the page's full address, ``provider`` the name of the organisation. Follows https://schema.org/Service.
    """
    palvelu = next((p for p in kasikirja.palvelut if isinstance(p, Palvelu) and p.osoite == tiedosto), None)
    if palvelu is None:
        return None
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "@id": url,
        "url": url,
        "name": palvelu.nimi,
        "inLanguage": "fi",
        "description": palvelu.lyhyesti[0].teksti,
        "provider": {"@type": "GovernmentOrganization", "name": provider},
    }
    if palvelu.kenelle:
        data["audience"] = {"@type": "Audience", "audienceType": palvelu.kenelle.lyhyesti}
    return data
