"""A page's text as it will be published, without what the macros make: for rules over what a browser gets."""

from __future__ import annotations

from functools import cache

import jinja2
import lxml.html
from markdown import Markdown

from handbook.content.macros import MACROS
from handbook.content.made_html import MadeHtml

# Those of macros/settings.yml, and those that the site generator adds to them.
_EXTENSIONS = ("abbr", "attr_list", "tables", "toc", "fenced_code")


def rendered(body: str) -> lxml.html.HtmlElement:
    """The HTML of a page's text below its front matter; nothing stands where macros are called.

    Raises:
        jinja2.TemplateError: its macro calls cannot be made.
    """
    text = _calls().from_string(body).render()
    return lxml.html.fragment_fromstring(Markdown(extensions=[*_EXTENSIONS, MadeHtml()]).convert(text), "div")


@cache
def _calls() -> jinja2.Environment:
    environment = jinja2.Environment(comment_start_string="{##", comment_end_string="##}")
    environment.globals.update({name: lambda *_, **__: "" for name in MACROS})
    return environment
