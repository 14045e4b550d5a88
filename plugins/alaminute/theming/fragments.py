"""HTML that is a part of a page: written again after parsing, an image's stand-in, the box of a wide table. Pure."""

from turbohtml import Element, Formatter, Html, Text

# No-break spaces stay characters: templates and feeds have them so.
_AS_IT_IS = Html(formatter=Formatter.MINIMAL)


def as_html(root: Element) -> str:
    """What stands in an element that parse_fragment() gave."""
    return root.serialize(_AS_IT_IS, inner=True)


def scrolling_box(label: str = "") -> dict[str, str]:
    """The attributes of a box that what is too wide scrolls in; `label` tells so to who listens to the page.

    Focusable, so that it scrolls with the keyboard too; a group, for several regions would need several names.
    """
    named = {"role": "group", "aria-label": label} if label else {}
    return {"class": "tableau", "tabindex": "0", **named}


def whole_picture(image: Element) -> Element:
    """The image, with the other forms that a `<picture>` around it offers."""
    return image.parent if isinstance(image.parent, Element) and image.parent.tag == "picture" else image


def fill(place: Element, *texts: tuple[str, str]) -> Element:
    """The element with each (tag, text) in it, apart from one another; it takes an image's place."""
    for number, (tag, text) in enumerate(texts):
        if number:
            place.append(Text(" "))
        part = Element(tag)
        part.set_text(text)
        place.append(part)
    return place
