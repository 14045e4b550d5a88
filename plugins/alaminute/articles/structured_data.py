"""What a page says of itself for machines, as schema.org entities: JSON-LD, microdata, RDFa Lite. Pure.

Everything is bounded and nothing raises: a page may hold megabytes of JSON, a thousand levels deep, or broken.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

# Our choice: the largest honest scripts of news sites hold some tens of kilobytes.
MAX_SCRIPT_CHARACTERS = 500_000
_MAX_ENTITIES = 500
_MAX_DEPTH = 20
# What wraps entities without being one, and what they are parts of.
_WITHIN = ("@graph", "mainEntity", "hasPart")
_WRAPPER = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)\s*;?\s*$")


@dataclass(frozen=True)
class Entity:
    """One thing that a page describes."""

    types: frozenset[str]  # without the vocabulary's address: {"VideoObject"}
    properties: Mapping[str, Any] = field(default_factory=dict)
    # Whether the page, or another entity of it, says that this is what it is about (schema.org/mainEntity).
    is_main: bool = False
    # Whether it is a part of another one (schema.org/hasPart).
    is_part: bool = False


def entities(tree: HtmlElement) -> list[Entity]:
    """The entities that a page describes, those inside graphs, main entities and parts of others included."""
    found = [entity for script in _scripts(tree) for entity in _of_json(script)]
    return [*found, *_of_attributes(tree)][:_MAX_ENTITIES]


def texts(value: Any) -> list[str]:
    """A property's values as text; nested entities and what is no text are left out."""
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if isinstance(one, str | int | float)]


def _scripts(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        text = script.text or ""
        if kind == "application/ld+json" and len(text) <= MAX_SCRIPT_CHARACTERS:
            yield text


def _of_json(text: str) -> list[Entity]:
    try:
        # Control characters in strings are common, and harmless here.
        document = json.loads(_WRAPPER.sub("", text), strict=False)
    except (ValueError, RecursionError):  # not JSON, a number of a thousand digits, a thousand levels
        return []
    return list(_walk(document))


def _walk(document: Any) -> Iterator[Entity]:
    """Every entity, breadth first, so that a bound leaves out what lies deepest."""
    waiting: list[tuple[Any, str, int]] = [(document, "", 0)]
    for value, role, depth in waiting:  # it grows while it is read
        if len(waiting) > _MAX_ENTITIES or depth > _MAX_DEPTH:
            return
        if isinstance(value, list):
            waiting += [(one, role, depth + 1) for one in value[:_MAX_ENTITIES]]
        elif isinstance(value, dict):
            if types := _types(texts(value.get("@type"))):
                yield Entity(types, value, is_main=role == "mainEntity", is_part=role == "hasPart")
            waiting += [(value[name], name, depth + 1) for name in _WITHIN if name in value]


def _of_attributes(tree: HtmlElement) -> Iterator[Entity]:
    """Microdata and RDFa Lite: the outermost elements with a type, and those that are main entities."""
    for scope, kind, name in (("itemtype", "itemtype", "itemprop"), ("typeof", "typeof", "property")):
        for element in tree.xpath(f"//*[@{scope}]")[:_MAX_ENTITIES]:
            roles = (element.get(name) or "").split()
            outer = next(element.iterancestors(), None)
            is_inner = (
                outer is not None and next((e for e in element.iterancestors() if e.get(scope)), None) is not None
            )
            if not is_inner or "mainEntity" in roles:
                types = _types((element.get(kind) or "").split())
                yield Entity(types, _properties(element, scope, name), is_main="mainEntity" in roles)


def _properties(entity: HtmlElement, scope: str, name: str) -> dict[str, str]:
    """The properties of an element with a type that stand in it and not in another one inside."""
    found: dict[str, str] = {}
    for element in entity.xpath(f".//*[@{name}]")[:_MAX_ENTITIES]:
        nearest = next(e for e in element.iterancestors() if e is entity or e.get(scope))
        if nearest is entity and not element.get(scope):
            value = element.get("content") or element.get("datetime") or (element.text or "")
            for key in (element.get(name) or "").split():
                found.setdefault(key.removeprefix("schema:"), value.strip())
    return found


def _types(names: Sequence[str]) -> frozenset[str]:
    return frozenset(re.split(r"[/#:]", name.strip())[-1] for name in names if name.strip())
