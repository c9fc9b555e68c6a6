"""A strict Content-Security-Policy for a built site: its own files, and inline scripts by their hash.

Follows https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

# Scripts that run: those with a type attribute (the theme's settings, structured data) are data.
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)


def inline_scripts(html: str) -> list[str]:
    """The CSP sources (``'sha256-…'``) of a page's inline scripts, each once, in order."""
    return list(
        dict.fromkeys(
            f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
            for script in _INLINE_SCRIPT.findall(html)
        )
    )


def policy(scripts: Iterable[str]) -> str:
    """The policy that allows the site's own files and ``scripts`` (CSP sources).

    Forms are allowed, since they are handled in the browser and sent nowhere.
    """
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *scripts]),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def with_policy(html: str) -> str:
    """The page with its policy, placed before everything that the policy concerns.

    Raises:
        ValueError: the page has no ``<meta charset>``, as the theme's pages do.
    """
    if not _CHARSET.search(html):
        raise ValueError("no <meta charset> to put the policy after")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(inline_scripts(html))}">'
    return _CHARSET.sub(lambda charset: charset[0] + meta, html, count=1)


def headers(pages: Iterable[str], *, lasting: Iterable[str]) -> str:
    """A ``_headers`` file (Netlify, Cloudflare Pages and others): the policy, and what pages cannot declare.

    Args:
        pages: the HTML of all pages, whose inline scripts are allowed.
        lasting: addresses, relative to the site's root, of files whose names change with their content.
    """
    scripts = dict.fromkeys(script for html in pages for script in inline_scripts(html))
    kept = "".join(
        f"\n/{address}\n  Cache-Control: public, max-age=31536000, immutable\n" for address in lasting
    )
    return f"""/*
  Content-Security-Policy: {policy(scripts)}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Cross-Origin-Opener-Policy: same-origin
{kept}"""
