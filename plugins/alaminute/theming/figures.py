"""Numbers, durations and plurals as French writes them."""

from babel.numbers import format_decimal

from alaminute.reading_time import ReadingTime, format_duration

NO_BREAK = "\u00a0"


def number_in_french(value: float) -> str:
    """« 1 234,5 »: narrow no-break spaces between thousands. Not for years, which are never grouped."""
    return str(format_decimal(value, locale="fr"))


def count_in_french(number: int, one: str, several: str) -> str:
    """« 0 billet », « 1 billet », « 2 billets »: in French the plural begins at two."""
    return f"{number_in_french(number)}{NO_BREAK}{several if abs(number) >= 2 else one}"


def duration_in_french(time: ReadingTime | int) -> str:
    """« 3 min 31 s », which never breaks over two lines; an integer is seconds."""
    return format_duration(seconds_of(time)).replace(" ", NO_BREAK)


def duration_iso(time: ReadingTime | int) -> str:
    """`PT3M31S`: an ISO 8601 duration, for machines."""
    minutes, seconds = divmod(seconds_of(time), 60)
    return f"PT{minutes}M{seconds}S" if minutes else f"PT{seconds}S"


def seconds_of(time: ReadingTime | int) -> int:
    """The seconds to show."""
    return time.seconds if isinstance(time, ReadingTime) else time
