"""French micro-typography of plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.theming.typography import french


@pytest.mark.parametrize(
    ("typed", "set_text"),
    [
        ("Vraiment ? Oui ; tout de suite !", "Vraiment\u202f? Oui\u202f; tout de suite\u202f!"),
        ("Deux mots : ceci", "Deux mots\u00a0: ceci"),
        ("le « piège » du prix", "le «\u202fpiège\u202f» du prix"),
        ("«collé»", "«\u202fcollé\u202f»"),
        ("l'été d'« ici »", "l’été d’«\u202fici\u202f»"),
        ("10 % de 20 €", "10\u202f% de 20\u202f€"),
        ("le 22 février, en 4 min", "le 22\u00a0février, en 4\u00a0min"),
        ("1 900 minutes et 12 345 678 mots", "1\u202f900 minutes et 12\u202f345\u202f678 mots"),
        ("attendez...", "attendez…"),
        ('un "mot", ("deux mots")', "un «\u202fmot\u202f», («\u202fdeux mots\u202f»)"),
        ("Lequel? Ceci: 100% !", "Lequel\u202f? Ceci\u00a0: 100\u202f%\u202f!"),
        ("deux  espaces, le 8 Février", "deux espaces, le 8\u00a0Février"),
    ],
)
def test_prose_gets_its_signs_and_spaces(typed: str, set_text: str) -> None:
    assert french(typed) == set_text


@pytest.mark.parametrize(
    "text",
    [
        "10:14",
        "https://example.org/a?b=1;c",
        "3:2",
        "en 2010 2011",
        "f(x):",
        "....",
        "a;b",
        'un 19" et un 22"',
        "l\u202f?",
    ],
)
def test_what_is_no_prose_stays(text: str) -> None:
    assert french(text) == text


@given(st.text(alphabet="ab 1:;!?«»'\".%(\u00a0\u202f\n", max_size=40))
def test_twice_is_the_same_as_once(text: str) -> None:
    assert french(french(text)) == french(text)
