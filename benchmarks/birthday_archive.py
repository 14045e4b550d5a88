"""How the birthday archive grows: seconds of computing and of a whole build, for more and more years × brands.

    .venv/bin/python benchmarks/birthday_archive.py [brands]

Time for each message must stay about the same from line to line: everything is linear in the messages. The site holds
nothing but the made-up archive of the tests, in the real theme.
"""

import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pelican import Pelican
from pelican.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from alaminute.birthdays.comparison import compare_all  # noqa: E402
from alaminute.birthdays.export import archive_to_csv, archive_to_json  # noqa: E402
from alaminute.birthdays.matrix import histories, matrix_of  # noqa: E402
from alaminute.birthdays.model import Archive  # noqa: E402
from alaminute.birthdays.wording import BirthdayWords  # noqa: E402
from alaminute.wording.words import FRENCH  # noqa: E402
from birthdays.made_up import made_up_archive, made_up_files  # noqa: E402 (the tests' folder had to be found first)

T = TypeVar("T")
YEARS = (5, 10, 20, 30)


def main(brands: int) -> None:
    """Print one line a size."""
    logging.disable(logging.WARNING)
    print(f"{'years':>5} {'brands':>6} {'messages':>8} {'read s':>7} {'compute s':>9} {'build s':>8} {'ms each':>8}")
    for years in YEARS:
        archive, reading = timed(lambda years=years: made_up_archive(years, brands))
        _, computing = timed(lambda archive=archive: compute(archive))
        _, building = timed(lambda years=years: build(years, brands))
        messages = sum(len(year.messages) for year in archive)
        each = building / messages * 1000
        print(
            f"{years:5} {brands:6} {messages:8} {reading:7.2f} {computing:9.2f} {building:8.2f} {each:8.2f}",
            flush=True,
        )


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its seconds of processor: other programs may share the machine."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def compute(archive: Archive) -> None:
    """All that the pages show, without Pelican."""
    compare_all(archive)
    histories(archive, matrix_of(archive, BirthdayWords(FRENCH)))
    archive_to_csv(archive)
    archive_to_json(archive)


def build(years: int, brands: int) -> None:
    """The whole site, into a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content" / "birthdays"
        content.mkdir(parents=True)
        for name, text in made_up_files(years, brands):
            (content / name).write_text(text, encoding="utf-8")
        places = {"PATH": str(content.parent), "OUTPUT_PATH": str(Path(folder) / "output")}
        Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=places)).run()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
