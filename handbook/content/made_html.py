"""How a page's Markdown becomes HTML: what is typed never becomes markup.

Macros run before Markdown. Were their HTML in the page's text, Markdown would have to let all HTML through,
and typed HTML with it. So a mark stands in its place until Markdown has done its work, and Markdown takes
every ``<`` for text.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

# Private-use characters, which no page has (handbook.reading.lost_text). A block stands alone, other HTML
# within a row.
_BLOCK, _INLINE = "\ue010", "\ue011"
_MARK = re.compile(f"[{_BLOCK}{_INLINE}]([0-9]+)[{_BLOCK}{_INLINE}]")
_BLOCKS = re.compile(f"<p>((?:{_BLOCK}[0-9]+{_BLOCK}\\s*)+)</p>")
_ALIGNED = re.compile(r"text-align: (center|right);")


class MadeHtml(Extension):
    """An extension of Python-Markdown for one build: keeps HTML, and puts it back into finished pages."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[str] = []

    def keep(self, html: str, *, block: bool = True) -> str:
        """A mark that stands for ``html`` in a page's Markdown; a ``block`` is on a row of its own."""
        self._kept.append(html)
        edge = _BLOCK if block else _INLINE
        return f"{edge}{len(self._kept) - 1}{edge}"

    def put_back(self, page: str) -> str:
        """A page's HTML with every mark replaced by what it stands for."""
        return _MARK.sub(lambda mark: self._kept[int(mark[1])], _BLOCKS.sub(r"\1", page))

    def extendMarkdown(self, md: Markdown) -> None:
        """Takes typed HTML for text, sets blocks apart from the text around them, and puts HTML back last."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Apart(md), "made-html", 25)
        md.treeprocessors.register(_Tables(md), "typed-tables", 0)
        md.postprocessors.register(_PutBack(self), "made-html", 0)


class _Apart(Preprocessor):
    """Gives each block empty rows around it, as Markdown gives HTML that is typed."""

    def run(self, lines: list[str]) -> list[str]:
        rows = []
        for line in lines:
            rows += ["", line, ""] if re.fullmatch(f"{_BLOCK}[0-9]+{_BLOCK} *", line) else [line]
        return rows


class _Tables(Treeprocessor):
    """Makes typed tables as those of the macros: on a narrow screen each cell tells its column.

    Columns are aligned by class, since the site's policy forbids styles in elements.
    """

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            table.set("class", "tk-taulukko")
            table.set("data-pinottava", "")
            columns = [_MARK.sub("", "".join(cell.itertext())) for cell in table.iter("th")]
            for cell in table.iter("th"):
                cell.set("scope", "col")
            for row in table.iter("tr"):
                for column, cell in zip(columns, row.findall("td"), strict=False):
                    cell.set("data-otsikko", column)
            for cell in (*table.iter("th"), *table.iter("td")):
                if aligned := _ALIGNED.fullmatch(cell.attrib.pop("style", "")):
                    cell.set("class", f"tk-tasaus-{aligned[1]}")


class _PutBack(Postprocessor):
    def __init__(self, made: MadeHtml) -> None:
        super().__init__()
        self._made = made

    def run(self, text: str) -> str:
        return self._made.put_back(text)
