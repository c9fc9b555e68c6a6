"""One small stylesheet out of many: the theme styles far more than the handbook ever shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinycss2

# What a selector must find on some page; what stands in :not(), :is() and the like or in [] is left to the browser.
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[\w-]+")
_PROPERTY = re.compile(r"(?<=[{;])(--[\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*;")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


def words(texts: Iterable[str]) -> set[str]:
    """Every word of pages and scripts that may be the name of a class or an id."""
    return {word for text in texts for word in _WORD.findall(text)}


def used(css: str, names: set[str]) -> str:
    """``css`` without comments, without the selectors that none of ``names`` can meet, and without custom properties
    that nothing reads. The order of rules stays."""
    kept = _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), names)
    smaller = _without_unread(kept, names)
    while smaller != kept:  # a property that only an unread one reads
        kept, smaller = smaller, _without_unread(smaller, names)
    return kept


def _without_unread(css: str, names: set[str]) -> str:
    read = {*_VARIABLE.findall(css), *names}
    return _PROPERTY.sub(lambda match: match[0] if match[1] in read else "", css)


def _rules(rules: list[Any], names: set[str]) -> str:
    return "".join(filter(None, (_rule(rule, names) for rule in rules)))


def _rule(rule: Any, names: set[str]) -> str:
    if rule.type == "qualified-rule":
        selectors = [selector for selector in _split(_tight(rule.prelude)) if _met(selector, names)]
        return f"{','.join(selectors)}{{{_declarations(rule.content)}}}" if selectors else ""
    if (
        rule.type == "at-rule"
        and rule.content is not None
        and rule.lower_at_keyword in ("media", "supports", "layer", "container")
    ):
        inner = _rules(
            tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), names
        )
        return f"@{rule.at_keyword} {_tight(rule.prelude)}{{{inner}}}" if inner else ""
    return str(rule.serialize()) if rule.type == "at-rule" and rule.lower_at_keyword != "charset" else ""


def _declarations(content: list[Any]) -> str:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(part.type != "declaration" for part in found):
        return str(tinycss2.serialize(content)).strip()
    return "".join(
        f"{part.name}:{_tight(part.value)}{'!important' if part.important else ''};" for part in found
    )


def _tight(tokens: list[Any]) -> str:
    """The text of ``tokens`` with single spaces; those inside quotes stay as they are."""
    return "".join(" " if token.type == "whitespace" else str(token.serialize()) for token in tokens).strip()


def _split(selectors: str) -> list[str]:
    """The selectors of a list: commas inside parentheses do not part them."""
    parts, depth = [""], 0
    for char in selectors:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def _met(selector: str, names: set[str]) -> bool:
    bare, before = selector, ""
    while bare != before:
        bare, before = _IN_PARENTHESES.sub("", bare), bare
    return all(re.sub(r"\\", "", name) in names for name in _NAME.findall(bare))
