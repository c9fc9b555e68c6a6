"""Finishes a built site for publishing: only what is needed, under lasting names, with a strict policy."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from handbook.site.csp import headers, with_policy
from handbook.site.moved import has_moved
from handbook.site.stylesheet import used, words

_STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
# Files named by their content, as the theme's are: bundle.a5f9d56c.min.js.
_DIGEST = re.compile(r"\.[0-9a-f]{8}\.(min\.)?(js|css)$")


def publish(site: Path) -> None:
    """Changes the site below ``site`` in place.

    Removes files that no page uses, joins the stylesheets without what no page shows, gives the site's own
    scripts names that change with their content, and adds the Content-Security-Policy to every page and to
    ``_headers``.

    Raises:
        ValueError: a page is not as the theme makes them; it would be published without its policy or
        stylesheet.
    """
    _remove_unused(site)
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    _join_stylesheets(site, pages)
    _name_by_content(site, pages)
    lasting = [
        path.relative_to(site).as_posix()
        for path in sorted(site.glob("assets/**/*.*"))
        if _DIGEST.search(path.name)
    ]
    (site / "_headers").write_text(headers(pages.values(), lasting=lasting), encoding="utf-8")
    for path, html in pages.items():
        # The theme's hidden checkboxes have an attribute that is not valid for checkboxes.
        for name in ("__drawer", "__search"):
            html = html.replace(
                f' type="checkbox" id="{name}" autocomplete="off"', f' type="checkbox" id="{name}"'
            )
        try:
            path.write_text(with_policy(html), encoding="utf-8")
        except ValueError as error:
            raise ValueError(f"{path.relative_to(site)}: {error}") from error


def _remove_unused(site: Path) -> None:
    """Removes source maps, other languages' word splitters, unloaded scripts and the theme's extra files."""
    index = next(site.glob("search/search_index.json"), None)
    languages = json.loads(index.read_text(encoding="utf-8"))["config"]["lang"] if index else []
    needed = {"lunr.stemmer.support.min.js", *(f"lunr.{language}.min.js" for language in languages)}
    lunr = [path for path in site.glob("assets/javascripts/lunr/**/*.js") if path.name not in needed]
    for path in (
        *site.rglob("*.map"),
        *lunr,
        *_unloaded(site),
        site / "assets/images/favicon.png",
        site / "sitemap.xml.gz",
    ):
        path.unlink(missing_ok=True)
    # Scripts and stylesheets still name the maps that were removed.
    for path in (*site.rglob("*.js"), *site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        stripped = re.sub(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$", "\n", text)
        if stripped != text:
            path.write_text(stripped, encoding="utf-8")


def _unloaded(site: Path) -> set[Path]:
    """Scripts that neither a page nor a loaded script names, for example those of the offline copy."""
    scripts = {
        path: path.read_text(encoding="utf-8")
        for path in (*site.glob("assets/javascripts/*.js"), *site.glob("assets/javascripts/workers/*.js"))
    }
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    while loaded := [path for path in scripts if any(path.name in text for text in texts)]:
        texts = [scripts.pop(path) for path in loaded]
    return set(scripts)


def _join_stylesheets(site: Path, pages: dict[Path, str]) -> None:
    """Replaces the stylesheets, which every page links in the same order, by one.

    What stands at an old address has none: nobody stays there.
    """
    linking = {path: html for path, html in pages.items() if not has_moved(html)}
    orders = {
        tuple(_file(site, path, href) for href in _STYLESHEET.findall(html)) for path, html in linking.items()
    }
    if len(orders) != 1:
        raise ValueError("the pages do not link the same stylesheets in the same order")
    [files] = orders
    scripts = [path.read_text(encoding="utf-8") for path in site.rglob("*.js")]
    css = used(
        "\n".join(file.read_text(encoding="utf-8") for file in files), words([*pages.values(), *scripts])
    )
    name = f"assets/stylesheets/kasikirja.{_digest(css)}.css"
    for file in (*files, *site.glob("assets/stylesheets/*.css")):
        file.unlink(missing_ok=True)
    (site / name).write_text(css, encoding="utf-8")
    for path, html in linking.items():
        href = _STYLESHEET.findall(html)[0]
        link = f'<link rel="stylesheet" href="{href[: href.index("assets/")]}{name}">'
        first, *others = list(_STYLESHEET.finditer(html))
        for other in reversed(others):
            html = html[: other.start()] + html[other.end() :]
        pages[path] = html[: first.start()] + link + html[first.end() :]


def _name_by_content(site: Path, pages: dict[Path, str]) -> None:
    """``frame.js`` → ``frame.1a2b3c4d.js``: browsers may keep it for ever, as changes rename it."""
    for file in sorted(site.glob("assets/javascripts/*.js")):
        if _DIGEST.search(file.name):
            continue
        new = f"{file.stem}.{_digest(file.read_text(encoding='utf-8'))}.js"
        file.rename(file.with_name(new))
        for path, html in pages.items():
            pages[path] = html.replace(f'assets/javascripts/{file.name}"', f'assets/javascripts/{new}"')


def _file(site: Path, page: Path, href: str) -> Path:
    """The file that ``href`` on ``page`` refers to.

    The error page is served at any address, so its addresses start from the root.
    """
    return site / href[href.index("assets/") :] if "assets/" in href else (page.parent / href).resolve()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
