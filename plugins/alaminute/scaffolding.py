"""New files with their header filled in: a post, a week's selection, a birthday year. Pure but for `save_new`."""

from datetime import datetime
from pathlib import Path

from pelican.utils import slugify

from alaminute.birthdays.wording import birthday_category, birthday_title
from alaminute.errors import SiteError
from alaminute.files import shown_path, write_atomically
from alaminute.selections.drafting import DraftStyle
from alaminute.weeks import Week
from alaminute.wording.words import Words


def new_post(title: str, *, when: datetime, category: str, words: Words) -> tuple[str, str]:
    """The name and text of a new draft post; `when` is in the site's time zone."""
    # As pelicanconf.py's SLUG_REGEX_SUBSTITUTIONS: « l'été » becomes l-ete.
    slug = slugify(title.replace("'", "-").replace("’", "-"), regex_subs=[(r"[^\w\s-]", ""), (r"[-\s]+", "-")])
    slug = slug.strip("-") or words.pgettext("adresse", "billet")
    header = [
        f"Title: {title}",
        f"Date: {when:%Y-%m-%d %H:%M}",
        f"Category: {category}",
        "Tags:",
        f"Slug: {slug}",
        "Status: draft",
    ]
    return f"posts/{when:%Y-%m-%d}-{slug}.md", _page(header, words.gettext("Le texte commence ici."))


def new_selection(week: Week, *, when: datetime, folder: str, style: DraftStyle) -> tuple[str, str]:
    """The name and text of a week's selection to be filled in by hand."""
    header = [
        f"Title: {style.title(week)}",
        f"Date: {when:%Y-%m-%d %H:%M}",
        f"Category: {style.category}",
        f"Week: {week}",
        "Status: draft",
    ]
    body = style.words.gettext("Une phrase ou deux pour ouvrir la semaine.")
    return f"{folder}/{week}.md", _page(header, body)


def new_birthday(year: int, *, when: datetime, folder: str, words: Words) -> tuple[str, str]:
    """The name and text of a birthday year, without any message yet."""
    header = [
        f"Title: {birthday_title(year, words)}",
        f"Date: {when:%Y-%m-%d %H:%M}",
        f"Category: {birthday_category(words)}",
        f"Year: {year}",
        "Status: draft",
    ]
    body = words.gettext("Une phrase ou deux pour remercier.")
    return f"{folder}/{year}.md", _page(header, body)


def save_new(content: Path, name: str, text: str) -> Path:
    """Write a file that must not exist yet. Raises SiteError if it does: what was typed is never overwritten."""
    path = content / name
    if path.exists():
        raise SiteError(f"{shown_path(path)} : ce fichier existe déjà, il reste tel quel")
    write_atomically(path, text)
    return path


def _page(header: list[str], body: str) -> str:
    return "\n".join([*header, "", body, ""])
