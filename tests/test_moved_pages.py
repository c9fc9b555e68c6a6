"""An old address leads on to the page's new one: on the web, opened from the disk, and after publishing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from builds import COUNTY_ADDRESS

from handbook.pdf.book import read_book
from handbook.site.csp import policy
from handbook.site.moved import has_moved

pytestmark = pytest.mark.xdist_group("site")

# Old file → where it stands, and the page that it leads to, on the web and on the disk.
ON_THE_WEB = {
    "luotsi/index.html": "palvelut/saariluotsi/",
    "palvelut/luotsi/index.html": "palvelut/saariluotsi/",
    "polut/valitsin/index.html": "palveluvalitsin/",
}
ON_THE_DISK = {
    "luotsi.html": "palvelut/saariluotsi.html",
    "palvelut/luotsi/index.html": "palvelut/saariluotsi.html",
    "polut/valitsin.html": "palveluvalitsin.html",
}


def moved(site: Path) -> dict[str, str]:
    texts = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
    }
    return {name: text for name, text in texts.items() if has_moved(text)}


def test_every_old_address_leads_to_the_new_one(county_site: Path, county_offline_site: Path) -> None:
    for site, expected in ((county_site, ON_THE_WEB), (county_offline_site, ON_THE_DISK)):
        found = moved(site)
        assert found.keys() == expected.keys()
        for old, new in expected.items():
            tree = lxml.html.fromstring(found[old].encode())
            [href] = tree.xpath("//a/@href")
            assert urljoin(f"http://x/{old}", href) == f"http://x/{new}"
            file = site / new / "index.html" if new.endswith("/") else site / new
            assert not has_moved(file.read_text(encoding="utf-8"))
            assert tree.xpath("//noscript/meta[@http-equiv='refresh']/@content") == [f"0; url={href}"]
            assert (tree.get("lang"), tree.findtext(".//title")) == ("fi", "Sivu on siirtynyt")
            assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
            assert tree.xpath("//link[@rel='canonical']/@href")[0].endswith(f"/{new}")


def test_canonical_address_is_the_published_one(county_history: Path) -> None:
    for old, html in moved(county_history / "site").items():
        [canonical] = lxml.html.fromstring(html.encode()).xpath("//link[@rel='canonical']/@href")
        assert canonical == f"{COUNTY_ADDRESS}{ON_THE_WEB[old]}"


def test_published_with_a_lasting_script_and_a_strict_policy(
    county_site: Path, county_offline_site: Path
) -> None:
    for site in (county_site, county_offline_site):
        for old, html in moved(site).items():
            tree = lxml.html.fromstring(html.encode())
            [script] = tree.xpath("//script")
            assert not script.text
            assert re.search(r"assets/javascripts/moved\.[0-9a-f]{8}\.js$", script.get("src"))
            assert ((site / old).parent / script.get("src")).resolve().is_file()
            [meta] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert meta == policy([])


def test_nothing_else_knows_the_old_addresses(county_site: Path) -> None:
    index = json.loads((county_site / "search/search_index.json").read_text(encoding="utf-8"))
    addresses = {doc["location"] for doc in index["docs"]}
    sitemap = (county_site / "sitemap.xml").read_text(encoding="utf-8")
    chapters = {chapter.address for chapter in read_book(county_site).chapters}
    for old in ON_THE_WEB:
        address = old.removesuffix("index.html")
        assert address not in addresses
        assert f"/{address}<" not in sitemap
        assert address not in chapters
        for path in county_site.rglob("*.html"):
            assert not re.search(rf'(?<![\w-]){address}"', path.read_text(encoding="utf-8"))
