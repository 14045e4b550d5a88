"""A made-up archive, the same at every call: brands that do not exist, in years that may be many.

Written as the author would write it, so that whoever uses it goes through the grammar too.
"""

from collections.abc import Iterator

from alaminute.birthdays.from_records import SCHEMA, year_from
from alaminute.birthdays.model import Archive, Channel, Kind, build_archive
from alaminute.records import format_record, parse_document

# Names as untidy as real ones: accents, ampersands, apostrophes, capitals, figures, letters without case.
NAMES = (
    "Aubépine & Fils", "L'Échoppe du Quai", "MARÉE HAUTE", "Zig & Zag", "Le Petit Four", "Vélo 21", "Chez Mireille",
    "Boutons d'or", "Câlin câlin", "Œuf à la coque", "Trois-Ponts", "Nuage n° 9", "La Malle Verte", "Ondine", "PLUME",
    "Sel et Poivre", "Tic Tac", "Ursule & Cie", "Villa Hélios", "Wagon-Lit Imaginaire", "Xylo", "Yaourt Nomade",
    "Zénith des Prés", "Ami·e·s du Vin", "Bel Été", "Crème fouettée", "Douze Coups", "Encre & Papier", "Fleur d'ail",
    "Grand-Père", "Hôtel du Nord-Est", "Île noire", "Jadis", "Kiosque 1900", "Lune rousse", "Midi Pile", "Noix de coco",
    "Orage d'août", "Pas à pas", "日々の店",
)  # fmt: skip
OFFERS = ("10 % de remise", "un café offert", "100 points", "la livraison gratuite", "un carnet : 12 recettes", None)
FIRST_YEAR = 2001


def name_of(index: int) -> str:
    """The brand's name: from the list, then numbered."""
    return NAMES[index] if index < len(NAMES) else f"Maison {index:03d}"


def made_up_files(years: int = 7, brands: int = 40) -> Iterator[tuple[str, str]]:
    """File names and texts of that many years; the third is incomplete, each brand has habits of its own."""
    for number in range(FIRST_YEAR, FIRST_YEAR + years):
        yield f"{number}.md", _year_text(number, brands)


def made_up_archive(years: int = 7, brands: int = 40) -> Archive:
    """The archive that these files hold."""
    files = made_up_files(years, brands)
    return build_archive(year_from(parse_document(text, f"birthdays/{name}", SCHEMA)) for name, text in files)


def writes(index: int, number: int) -> bool:
    """Whether the brand writes that year: brand 0 always, others from their first year on, by a disorderly pattern."""
    first = FIRST_YEAR + index % 6
    by_pattern = (index * 7 + number * 3 + index * number % 5) % 10 < 3 + index % 7
    return index == 0 or number == first or (number > first and by_pattern)


def _year_text(number: int, brands: int) -> str:
    header = [f"Title: Anniversaire {number}", f"Date: {number}-05-04", "Category: Anniversaires", f"Year: {number}"]
    header += [f"Birthday: {number}-05-04", f"Personal_Messages: {number % 50}"]
    if number == FIRST_YEAR + 2:
        header.append("Incomplete: yes")
    records = [_record(index, number) for index in range(brands) if writes(index, number)]
    records.append("## À part\n\nUn mot qui ne compte pour aucune marque.\n")
    return "\n".join(["\n".join(header) + f"\n\nCette année {number}, en bref.\n", *records])


def _record(index: int, number: int) -> str:
    phase = index + (number // (2 + index % 3) if index % 2 else 0)
    channels = [list(Channel)[phase % len(Channel)].french]
    if phase % 11 == 0:
        channels.append(list(Channel)[(phase + 1) % len(Channel)].french)
    fields = [("Canal", ", ".join(dict.fromkeys(channels))), ("Date", f"J-{phase % 20}" if phase % 20 else "J")]
    offer = OFFERS[phase % len(OFFERS)]
    if offer:
        fields += [("Offre", offer), ("Nature", list(Kind)[phase % len(Kind)].french)]
    if index % 9 == 0 and number > FIRST_YEAR and writes(index, number - 1):
        fields.append(("Identique", str(number - 1)))
    return format_record(name_of(index), fields, f"Ce que {number} a apporté.")
