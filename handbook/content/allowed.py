"""What a page may consist of: its elements, their attributes and the addresses in them.

An allow-list, kept over what is published and not over what is typed: patterns over typed text miss what a
browser reads into it. Anything that is not named here is refused, whoever made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import lxml.html

from handbook.reading.problems import shown


def _table(rows: str) -> Mapping[str, frozenset[str]]:
    """A row an element: its name, and the attributes that it has beside those of all."""
    return {name: frozenset(own) for name, *own in (row.split() for row in rows.strip().splitlines())}


# Attributes of any element, and how the names of families of them begin.
_ANYWHERE = frozenset(["class", "dir", "hidden", "id", "role", "tabindex", "title"])
_FAMILIES = ("aria-", "data-")
# What Markdown makes of what is typed.
TYPED = _table(
    """
    a href
    abbr
    blockquote
    br
    code
    em
    h1
    h2
    h3
    h4
    h5
    h6
    hr
    img alt src
    li
    ol start
    p
    pre
    strong
    table
    tbody
    td
    th scope
    thead
    tr
    ul
    """
)
# What the macros make beside that, within a page's content.
MADE = {
    **TYPED,
    **_table(
        """
        article
        aside
        button type
        caption
        dd
        details open
        div
        dl
        dt
        fieldset
        figcaption
        figure
        form novalidate
        input autocomplete checked name readonly type value
        label for
        legend
        li value
        noscript
        palvelu-valitsin
        path d
        perehdytys-edistyminen
        perehdytys-merkinta
        perehdytys-palkki
        perehdytys-sarja
        progress max value
        script defer src
        section
        span
        summary
        sup
        svg focusable viewbox xmlns
        template
        """
    ),
}
# What the search index holds of a page's text.
INDEXED = _table("br\ncode\nem\nh4\nh5\nh6\nli\nmark\nol\np\npre\nstrong\nul")
# What the theme and the frame make around it.
FRAME = {
    **MADE,
    **_table(
        """
        body
        circle cx cy r
        footer
        form name
        head
        header
        html lang
        input autocapitalize autocomplete checked name placeholder required spellcheck type
        link href hreflang media rel type
        main
        meta charset content http-equiv name property
        nav
        ol
        script src type
        title
        """
    ),
}
# Where an address stands, and how it may begin: an address without a scheme is the handbook's own.
_ADDRESSES = ("href", "src")
_SCHEMES = ("https:", "mailto:")


def refused(
    elements: Iterable[lxml.html.HtmlElement], table: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """What of ``elements`` is not in ``table``: a Finnish sentence each, and what it cites."""
    for element in elements:
        name = element.tag if isinstance(element.tag, str) else "!--"
        if name not in table:
            yield f"Sivulla on elementti {shown(name)}, jota ei sallita.", f"<{name}"
            continue
        for attribute, value in element.attrib.items():
            if attribute not in table[name] | _ANYWHERE and not attribute.startswith(_FAMILIES):
                yield f"Elementissä {shown(name)} on määrite {shown(attribute)}, jota ei sallita.", attribute
            elif attribute in _ADDRESSES and name != "link" and not _address(value, element=name):
                yield f"Osoite {shown(value)} ei kelpaa.", value


def _address(value: str, *, element: str) -> bool:
    """Whether an address leads within the handbook or to a scheme that is allowed.

    Browsers leave out spaces and control characters and take a backslash for a slash
    (https://url.spec.whatwg.org/#concept-basic-url-parser).
    """
    address = re.sub(r"[\x00-\x20]+", "", value).replace("\\", "/").lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
    if scheme:
        return scheme[0] in _SCHEMES and element == "a"
    return not address.startswith("//")
