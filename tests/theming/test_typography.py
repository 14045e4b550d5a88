"""French micro-typography of plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.theming.typography import _RULES, _SIGNS, OPAQUE, french, french_passage


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
        ("le 1er avril, pour 5 $", "le 1er\u00a0avril, pour 5\u202f$"),
        ("le monde; puis l'Ecole, en 2010? Quoi?!", "le monde\u202f; puis l’École, en 2010\u202f? Quoi\u202f?!"),
        ("Damien “Rahyll” C.", "Damien «\u202fRahyll\u202f» C."),
        ("« il dit “non” »", "«\u202fil dit “non”\u202f»"),
        ("le premier;", "le premier\u202f;"),
        ('"deux\nlignes"', "«\u202fdeux\nlignes\u202f»"),
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
        "caf&eacute; noir",
        'un 19" et un 22"',
        "l\u202f?",
    ],
)
def test_what_is_no_prose_stays(text: str) -> None:
    assert french(text) == text


@given(st.text(alphabet="ab 1:;!?«»'\".%(\u00a0\u202f\n", max_size=40))
def test_twice_is_the_same_as_once(text: str) -> None:
    assert french(french(text)) == french(text)


@pytest.mark.parametrize(
    ("parts", "set_parts"),
    [
        (["l'", "été", " : oui"], ["l’", "été", "\u00a0: oui"]),
        (['dit "', "un mot", '" de'], ["dit «\u202f", "un mot", "\u202f» de"]),
        (["monde", "!"], ["monde", "\u202f!"]),
        (["Source :", "  ici"], ["Source\u00a0:", " ici"]),
        (["l'", OPAQUE, " ; «", OPAQUE, "»"], ["l’", OPAQUE, "\u202f; «\u202f", OPAQUE, "\u202f»"]),
        (["", "a ", "", "! b"], ["", "a\u202f", "", "! b"]),
        ([], []),
    ],
)
def test_a_sentence_is_set_across_the_tags_that_are_in_it(parts: list[str], set_parts: list[str]) -> None:
    assert french_passage(parts) == set_parts


@given(st.lists(st.text(alphabet="ab 1:;!?«»“”'\".%(\u00a0\u202f\n", max_size=12)))
def test_a_passage_is_set_as_the_whole_text_would_be(parts: list[str]) -> None:
    assert "".join(french_passage(parts)) == french("".join(parts))
    assert len(french_passage(parts)) == len(parts)


@given(st.lists(st.one_of(st.text(alphabet="ab :;!?«»“”'\". \u202f", max_size=12), st.just(OPAQUE))))
def test_what_is_opaque_stays(parts: list[str]) -> None:
    found = french_passage(parts)
    assert [part for part, given in zip(found, parts, strict=True) if given == OPAQUE] == [OPAQUE] * parts.count(OPAQUE)


@given(
    st.text(alphabet="abEr 1:;!?«»“”'\".%€$(\u00a0\u202f\n", max_size=12).filter(lambda text: not _SIGNS.search(text))
)
def test_a_text_without_signs_is_one_that_no_rule_knows(text: str) -> None:
    assert [pattern.pattern for pattern, _, _ in _RULES if pattern.search(text)] == []
