"""The macros: names and arguments are those that pages are checked against; templates refuse to guess."""

from __future__ import annotations

import inspect

import jinja2
import pytest

from handbook.content.macros import MACROS
from handbook.files import FILES
from macros.functions import Macros
from macros.render import TEMPLATES, environment, one_row


@pytest.mark.parametrize("name", MACROS)
def test_macro_takes_what_the_check_allows(name: str) -> None:
    found = list(inspect.signature(getattr(Macros, name)).parameters.values())[1:]
    wanted = MACROS[name].parameters
    assert len(found) == len(wanted)
    for argument, parameter in zip(found, wanted, strict=True):
        assert (argument.kind is argument.VAR_POSITIONAL) == parameter.many
        assert (argument.default is argument.empty) == parameter.required
        assert parameter.many or argument.name == parameter.name


@pytest.mark.parametrize("template", [path.name for path in TEMPLATES.glob("[!_]*.jinja")])
def test_template_refuses_to_render_without_what_it_needs(template: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment({}).get_template(template).render()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("TYM:n asiakas", '<abbr title="pitkä &lt;nimi&gt;">TYM</abbr>:n asiakas'),
        ("TYMI ja ATYM", "TYMI ja ATYM"),
        ("<b>TYM</b>", '&lt;b&gt;<abbr title="pitkä &lt;nimi&gt;">TYM</abbr>&lt;/b&gt;'),
        ("ei mitään & muuta", "ei mitään &amp; muuta"),
    ],
)
def test_abbreviations_are_marked_and_text_is_escaped(text: str, html: str) -> None:
    assert environment({"TYM": "pitkä <nimi>"}).filters["lyhenne"](text) == html


def test_html_goes_on_one_row() -> None:
    assert one_row("<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>\n") == "<ul> <li>a</li> <li>b</li> </ul>"


# These refer to a record without printing it.
REFERENCES = {"lahde", "termi", "tarkistettava"}


@pytest.mark.parametrize("name", [name for name in MACROS if name not in REFERENCES])
def test_file_knows_the_macros_that_print_its_records(name: str) -> None:
    """Edit links of a page and the statements that it must show follow the table of data files."""
    kinds = {parameter.kind for parameter in MACROS[name].parameters if parameter.kind}
    for file in FILES:
        if kinds & {register.kind for register in file.registers}:
            assert name in file.macros, file.name
