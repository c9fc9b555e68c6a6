"""What is done to the built site before it is published."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import lxml.html
import pytest
from content import kirja
from valid_html import html_faults

from handbook.content.services import Palvelu
from handbook.site.csp import headers, inline_scripts, policy, with_policy
from handbook.site.publish import publish
from handbook.site.stylesheet import used, words


def pages(site: Path) -> dict[str, str]:
    found = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    assert len(found) > 20
    return found


# --- Policy --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<script>a()</script><p><script>b(\n)</script><script>a()</script>", ["a()", "b(\n)"]),
        ('<script src="x.js"></script><script type="application/json">{}</script>', []),
        ("<p>ei mitään</p>", []),
    ],
)
def test_inline_scripts_are_named_by_hash(html: str, scripts: list[str]) -> None:
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    ]
    assert inline_scripts(html) == hashes


def test_policy_stands_before_what_it_is_for() -> None:
    html = with_policy('<head><meta charset="utf-8"><script>a()</script></head>')
    assert html.index("Content-Security-Policy") < html.index("<script>")
    assert "default-src 'none'" in html
    with pytest.raises(ValueError, match="charset"):
        with_policy("<head></head>")


def test_headers_allow_every_page() -> None:
    text = headers(["<script>a()</script>", "<script>b()</script>"], lasting=["assets/x.12345678.js"])
    assert text.count("sha256-") == 2
    assert "frame-ancestors 'none'" in text
    assert "/assets/x.12345678.js\n  Cache-Control: public, max-age=31536000, immutable\n" in text


def test_every_page_has_a_strict_policy_that_fits_it(site: Path) -> None:
    all_headers = (site / "_headers").read_text(encoding="utf-8")
    for path, html in pages(site).items():
        tree = lxml.html.fromstring(html.encode())
        [meta] = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
        assert meta == policy(inline_scripts(html)), path
        assert "unsafe" not in meta, path
        assert not tree.xpath("//@style | //style | //@onclick | //@onload | //@onerror"), path
        assert all(source in all_headers for source in inline_scripts(html)), path
        assert not tree.xpath('//base | //a[starts-with(@href, "javascript:")]'), path


# --- Weight --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{color:red}.b{color:blue}", ".a{color:red;}"),
        (".a,.b>.a,.a.b{color:red}", ".a{color:red;}"),
        ("#a p:is(.b,.c)::before{top:0}", "#a p:is(.b,.c)::before{top:0;}"),
        (".a:not(.b, :has(.c)){top:0}", ".a:not(.b, :has(.c)){top:0;}"),
        ('p,[data-x=".b"]{top:0}', 'p,[data-x=".b"]{top:0;}'),
        ("@media print{.a{top:0}.b{top:0}}@media screen{.b{top:0}}", "@media print{.a{top:0;}}"),
        (":root{--x:1px;--y:2px;}.a{top:var(--x)}", ":root{--x:1px;}.a{top:var(--x);}"),
        (":root{--x:var(--y);--y:2px;}.a{top:0}", ":root{}.a{top:0;}"),
        (':root{--x:url("data:,;}");--z:1;}.a{top:0}', ":root{}.a{top:0;}"),
        (".a\\:hover{top:0}", ""),
        ("/* x */.a{/* y */top:0!important}", ".a{top:0!important;}"),
        ('ul{list-style:"x  ";margin:  0   1px}', 'ul{list-style:"x  ";margin:0 1px;}'),
        ('@page{margin:1cm;@bottom-right{content:"x"}}', '@page{margin:1cm;@bottom-right{content:"x"}}'),
        ('@charset "utf-8";.a{top:0}', ".a{top:0;}"),
        ("@keyframes k{0%{top:0}}", "@keyframes k{0%{top:0}}"),
    ],
)
def test_stylesheet_keeps_what_some_page_can_show(css: str, kept: str) -> None:
    assert used(css, words(['<p id="a" class="a c">'])) == kept


def test_one_stylesheet_and_lasting_names(site: Path) -> None:
    [stylesheet] = site.glob("assets/stylesheets/*")
    assert re.fullmatch(r"kasikirja\.[0-9a-f]{8}\.css", stylesheet.name)
    for path, html in pages(site).items():
        assert html.count('rel="stylesheet"') == 1, path
        for name in re.findall(r'src="[^"]*/([^/"]+\.js)"', html):
            assert re.search(r"\.[0-9a-f]{8}\.(min\.)?js$", name), (path, name)
    text = stylesheet.read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest().startswith(stylesheet.stem.rpartition(".")[2])


def test_nothing_stays_that_no_page_uses(site: Path) -> None:
    assert not list(site.rglob("*.map"))
    assert not [path for path in site.rglob("*.js") if "sourceMappingURL" in path.read_text(encoding="utf-8")]
    assert not (site / "assets/images/favicon.png").exists()
    assert not list(site.rglob("file-*.js")), "only the offline copy needs them"
    languages = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["config"]["lang"]
    assert {path.name for path in site.glob("assets/javascripts/lunr/**/*.js")} == {
        "lunr.stemmer.support.min.js",
        *(f"lunr.{language}.min.js" for language in languages),
    }


def test_foreign_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.css").write_text("p{top:0}", encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<meta charset="utf-8"><link rel="stylesheet" href="assets/a.css">', encoding="utf-8"
    )
    (tmp_path / "muu.html").write_text("<p>x</p>", encoding="utf-8")
    with pytest.raises(ValueError, match="same stylesheets"):
        publish(tmp_path)


# --- What others read ----------------------------------------------------------------------------------


def test_shared_links_show_a_card(site: Path) -> None:
    for path, html in pages(site).items():
        tree = lxml.html.fromstring(html.encode())
        card = {
            meta.get("property"): meta.get("content")
            for meta in tree.xpath('//meta[starts-with(@property, "og:")]')
        }
        assert card["og:title"], path
        assert card["og:description"], path
        image = card["og:image"].partition("/assets/")[2]
        assert (site / "assets" / image).is_file(), path


def test_services_are_structured_data_and_true(site: Path) -> None:
    found = {}
    for path, html in pages(site).items():
        for script in lxml.html.fromstring(html.encode()).xpath(
            '//script[@type="application/ld+json"]/text()'
        ):
            found[path] = json.loads(script)
    palvelut = [palvelu for palvelu in kirja().palvelut if isinstance(palvelu, Palvelu)]
    assert set(found) == {palvelu.osoite.removesuffix(".md") + "/index.html" for palvelu in palvelut}
    for palvelu in palvelut:
        data = found[palvelu.osoite.removesuffix(".md") + "/index.html"]
        assert (data["@type"], data["name"], data["description"]) == (
            "Service",
            palvelu.nimi,
            palvelu.lyhyesti[0].teksti,
        )
        assert data["url"].endswith(palvelu.osoite.removesuffix(".md") + "/")
        assert ("audience" in data) == (palvelu.kenelle is not None)


def test_robots_find_the_site_map(site: Path) -> None:
    assert (site / "robots.txt").read_text(encoding="utf-8").splitlines()[
        -1
    ] == "Sitemap: http://localhost:8000/sitemap.xml"
    addresses = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert {address.removeprefix("http://localhost:8000/") + "index.html" for address in addresses} == set(
        pages(site)
    ) - {"404.html"}


def test_html_is_valid(site: Path) -> None:
    assert html_faults(site) == ""
