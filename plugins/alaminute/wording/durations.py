"""Durations, for readers and for machines. Pure.

Their units, « min », « s », « h », are those that the International System has or allows, in every language.
"""

from alaminute.reading_time import ReadingTime, format_duration

NO_BREAK = "\u00a0"


def duration(time: ReadingTime | int) -> str:
    """« 3 min 31 s », which never breaks over two lines; an integer is seconds."""
    return format_duration(seconds_of(time)).replace(" ", NO_BREAK)


def duration_iso(time: ReadingTime | int) -> str:
    """`PT3M31S`: an ISO 8601 duration, for machines."""
    minutes, seconds = divmod(seconds_of(time), 60)
    return f"PT{minutes}M{seconds}S" if minutes else f"PT{seconds}S"


def seconds_of(time: ReadingTime | int) -> int:
    """The seconds to show."""
    return time.seconds if isinstance(time, ReadingTime) else time
