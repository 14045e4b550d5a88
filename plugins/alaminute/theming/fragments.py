"""HTML that is a part of a page: written again after it was parsed, and what stands in place of an image. Pure."""

from turbohtml import Element, Formatter, Html, Text

# No-break spaces stay characters: templates and feeds have them so.
_AS_IT_IS = Html(formatter=Formatter.MINIMAL)


def as_html(root: Element) -> str:
    """What stands in an element that parse_fragment() gave."""
    return root.serialize(_AS_IT_IS, inner=True)


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
