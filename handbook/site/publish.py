"""What is done to a built site before it is published: only what is needed, under lasting names, behind a strict policy."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from handbook.site.csp import headers, with_policy
from handbook.site.stylesheet import used, words

_STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
# The theme's own files are named by their content already: bundle.a5f9d56c.min.js.
_DIGEST = re.compile(r"\.[0-9a-f]{8}\.(min\.)?(js|css)$")


def publish(site: Path) -> None:
    """Changes the site below ``site`` in place.

    Removes files that no page uses, joins the stylesheets and leaves out of them what no page shows, gives the site's own
    scripts names that change with their content, and puts the Content-Security-Policy into every page and ``_headers``.

    Raises:
        ValueError: a page is not as the theme makes them, so that it would be published without its policy or stylesheet.
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
        try:
            # The theme's hidden checkboxes carry an attribute that HTML does not give them.
            valid = html.replace(
                ' type="checkbox" id="__drawer" autocomplete="off"', ' type="checkbox" id="__drawer"'
            ).replace(' type="checkbox" id="__search" autocomplete="off"', ' type="checkbox" id="__search"')
            path.write_text(with_policy(valid), encoding="utf-8")
        except ValueError as error:
            raise ValueError(f"{path.relative_to(site)}: {error}") from error


def _remove_unused(site: Path) -> None:
    """Source maps, the word splitters of other languages, the theme's favicon, and a copy of the site map."""
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
    # The scripts still name the maps that are gone.
    for path in (*site.rglob("*.js"), *site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        stripped = re.sub(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$", "\n", text)
        if stripped != text:
            path.write_text(stripped, encoding="utf-8")


def _unloaded(site: Path) -> set[Path]:
    """Scripts that neither a page nor a script it loads names: those of the offline copy, for one."""
    scripts = {
        path: path.read_text(encoding="utf-8")
        for path in (*site.glob("assets/javascripts/*.js"), *site.glob("assets/javascripts/workers/*.js"))
    }
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    while loaded := [path for path in scripts if any(path.name in text for text in texts)]:
        texts = [scripts.pop(path) for path in loaded]
    return set(scripts)


def _join_stylesheets(site: Path, pages: dict[Path, str]) -> None:
    """Every page links the same stylesheets in the same order; one file takes their place."""
    orders = {
        tuple(_file(site, path, href) for href in _STYLESHEET.findall(html)) for path, html in pages.items()
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
    for path, html in pages.items():
        href = _STYLESHEET.findall(html)[0]
        link = f'<link rel="stylesheet" href="{href[: href.index("assets/")]}{name}">'
        first, *others = list(_STYLESHEET.finditer(html))
        for other in reversed(others):
            html = html[: other.start()] + html[other.end() :]
        pages[path] = html[: first.start()] + link + html[first.end() :]


def _name_by_content(site: Path, pages: dict[Path, str]) -> None:
    """``frame.js`` → ``frame.1a2b3c4d.js``: a browser may keep it for good, and a changed one is another file."""
    for file in sorted(site.glob("assets/javascripts/*.js")):
        if _DIGEST.search(file.name):
            continue
        new = f"{file.stem}.{_digest(file.read_text(encoding='utf-8'))}.js"
        file.rename(file.with_name(new))
        for path, html in pages.items():
            pages[path] = html.replace(f'assets/javascripts/{file.name}"', f'assets/javascripts/{new}"')


def _file(site: Path, page: Path, href: str) -> Path:
    """The file that ``href`` on ``page`` means; the error page is served at any address and so names files from the root."""
    return site / href[href.index("assets/") :] if "assets/" in href else (page.parent / href).resolve()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
