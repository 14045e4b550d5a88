"""Archives for property tests: few brands under many spellings, so that years meet."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from alaminute.birthdays.model import Archive, Aside, Brand, Channel, Kind, Message, Year, build_archive

BRANDS = ("SNCF", "sncf", "Father & Sons", "Father and Sons", "L'Occitane", "l’occitane", "Vélo 21", "★", "日々")
TEXTS = st.text(max_size=20) | st.sampled_from(["", "=1+1", "'x", "a;b,c", 'deux\n"lignes"', "\r", "+33 1", "@x", "-3"])
CHANNELS = ((), (Channel.EMAIL,), (Channel.LETTER,), (Channel.EMAIL, Channel.SMS))
KINDS = ((), (Kind.GIFT,), (Kind.POINTS, Kind.WISHES))
DAYS = (None, 0, 18)
OFFERS = (None, "un café", "Un cafe !", "10 %")


def archives() -> st.SearchStrategy[Archive]:
    """Up to four years, with gaps, of plain messages."""
    return _archives(st.just("x"), SHORT_MESSAGES)


def wild_archives() -> st.SearchStrategy[Archive]:
    """The same with texts as wild as mail."""
    return _archives(TEXTS, LONG_MESSAGES)


def _plain_message(number: int) -> Message:
    """The message of that number: drawing one number is much faster than drawing six values."""
    values = []
    for choices in (BRANDS, CHANNELS, DAYS, OFFERS, KINDS):
        number, index = divmod(number, len(choices))
        values.append(choices[index])
    brand, channels, days, offer, kinds = values
    return Message(Brand(brand), "x", channels=channels, days_before=days, offer=offer, kinds=kinds)


SHORT_MESSAGES = st.integers(0, len(BRANDS) * len(CHANNELS) * len(DAYS) * len(OFFERS) * len(KINDS) - 1).map(
    _plain_message
)
LONG_MESSAGES = st.builds(
    Message,
    st.sampled_from(BRANDS).map(Brand) | TEXTS.filter(str.strip).map(Brand),
    TEXTS,
    channels=st.sampled_from(CHANNELS),
    sent=st.none() | st.dates(date(1999, 1, 1), date(2030, 1, 1)),
    days_before=st.none() | st.integers(-183, 183),
    offer=st.none() | TEXTS.filter(bool),
    kinds=st.sampled_from(KINDS),
    visual=st.none() | TEXTS.filter(bool),
    body=TEXTS,
)


@st.composite
def _archives(draw, texts, messages) -> Archive:
    drawn: list[Year] = []
    for number in sorted(draw(st.sets(st.integers(2001, 2006), max_size=4))):
        found = draw(st.lists(messages, max_size=4, unique_by=lambda message: message.brand.key))
        repeated = {year.number for year in drawn if draw(st.booleans())}
        year = Year(
            number,
            title=draw(texts),
            birthday=draw(st.sampled_from([None, date(number, 6, 21)])),
            personal_messages=draw(st.sampled_from([None, 0, 70])),
            incomplete=draw(st.booleans()),
            intro=draw(texts),
            messages=tuple(replace(message, identical=_possible(message, repeated, drawn)) for message in found),
            asides=tuple(draw(st.lists(st.builds(Aside, texts, texts, st.booleans()), max_size=1))),
        )
        drawn.append(year)
    return build_archive(drawn)


def _possible(message, repeated, former) -> tuple[int, ...]:
    """Those of the repeated years in which the archive allows the message to stand."""
    return tuple(
        year.number
        for year in former
        if year.number in repeated and (year.incomplete or year.message_of(message.brand) is not None)
    )
