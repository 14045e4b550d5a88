"""What templates change in HTML that is already made."""

import re

from markupsafe import Markup, escape

_LINK = re.compile(r"<a (?![^>]*\bhreflang=)")


def mark_language(fragment: str, language: str) -> Markup:
    """The fragment, each of its links saying in which language its target is."""
    return Markup(_LINK.sub(f'<a hreflang="{escape(language)}" ', str(fragment)))  # noqa: S704 (HTML in, HTML out)
