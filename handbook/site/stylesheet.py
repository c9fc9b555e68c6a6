"""One small stylesheet out of many: the theme styles far more than the handbook ever shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinycss2

# The classes and ids of a selector, which some page must have.
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
# :not(…), :is(…), […]: whether such a part matches is left to the browser.
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[\w-]+")
_CUSTOM_PROPERTY = re.compile(r"(?<=[{;])(--[\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*;")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# At-rules that hold rules.
_NESTING = ("media", "supports", "layer", "container")


def words(texts: Iterable[str]) -> set[str]:
    """Every word of pages and scripts that may be the name of a class or an id."""
    return {word for text in texts for word in _WORD.findall(text)}


def used(css: str, names: set[str]) -> str:
    """The part of a stylesheet that pages with these classes and ids can use, without comments.

    Left out are selectors that name another class or id, and custom properties that nothing reads. The order
    of the rules does not change.
    """
    kept = _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), names)
    smaller = _without_unread(kept, names)
    while smaller != kept:  # a property may be read only by one that has just been left out
        kept, smaller = smaller, _without_unread(smaller, names)
    return kept


def _without_unread(css: str, names: set[str]) -> str:
    """``css`` without custom properties that neither it nor a script (in ``names``) reads."""
    read = {*_VARIABLE.findall(css), *names}
    return _CUSTOM_PROPERTY.sub(lambda match: match[0] if match[1] in read else "", css)


def _rules(rules: list[Any], names: set[str]) -> str:
    return "".join(
        _style_rule(rule, names) if rule.type == "qualified-rule" else _at_rule(rule, names) for rule in rules
    )


def _style_rule(rule: Any, names: set[str]) -> str:
    selectors = [selector for selector in _selectors(_text(rule.prelude)) if _can_match(selector, names)]
    return f"{','.join(selectors)}{{{_declarations(rule.content)}}}" if selectors else ""


def _at_rule(rule: Any, names: set[str]) -> str:
    """The text of an at-rule with its nested rules filtered; empty if none is left, and for ``@charset``."""
    if rule.type != "at-rule" or rule.lower_at_keyword == "charset":
        return ""
    if rule.content is None or rule.lower_at_keyword not in _NESTING:
        return str(rule.serialize())
    nested = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    inner = _rules(nested, names)
    return f"@{rule.at_keyword} {_text(rule.prelude)}{{{inner}}}" if inner else ""


def _declarations(content: list[Any]) -> str:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(part.type != "declaration" for part in found):
        return str(tinycss2.serialize(content)).strip()
    return "".join(
        f"{part.name}:{_text(part.value)}{'!important' if part.important else ''};" for part in found
    )


def _text(tokens: list[Any]) -> str:
    """The text of ``tokens`` with single spaces, except within quotes."""
    return "".join(" " if token.type == "whitespace" else str(token.serialize()) for token in tokens).strip()


def _selectors(text: str) -> list[str]:
    """The selectors of a list; commas inside parentheses do not separate them."""
    selectors, depth = [""], 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and depth == 0:
            selectors.append("")
        else:
            selectors[-1] += char
    return [selector.strip() for selector in selectors]


def _can_match(selector: str, names: set[str]) -> bool:
    """Whether every class and id of ``selector`` outside brackets is among ``names``."""
    bare, before = selector, ""
    while bare != before:  # brackets may be nested
        bare, before = _BRACKETED.sub("", bare), bare
    return all(re.sub(r"\\", "", name) in names for name in _NAME.findall(bare))
