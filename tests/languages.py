"""The words of both languages, from the catalogues that a site reads."""

from alaminute.birthdays.wording import BirthdayWords
from alaminute.wording.catalogues import Catalogues

FRENCH = Catalogues("fr").site
ENGLISH = Catalogues("en").site
FRENCH_BIRTHDAYS = BirthdayWords(FRENCH)
ENGLISH_BIRTHDAYS = BirthdayWords(ENGLISH)
