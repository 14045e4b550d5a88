"""Which messages the archive takes for repetitions."""

from alaminute.birthdays.model import Aside, Brand, Channel, Message, Year, build_archive
from alaminute.birthdays.proposals import forgotten_fields, proposals

SAME = "Trois produits qu'on ne peut pas acheter."


def message(**values):
    return Message(Brand("A"), "A", **{"channels": (Channel.EMAIL,), "path": "x.md", "line": 7, **values})


def found(*messages):
    years = [Year(2011 + index, "", messages=(message,)) for index, message in enumerate(messages) if message]
    return [(proposal.year, proposal.former, proposal.reason) for proposal in proposals(build_archive(years))]


def test_the_same_offer_is_proposed_whatever_its_spelling():
    assert found(message(offer="3 produits !"), message(offer="3  PRODUITS")) == [(2012, 2011, "même offre")]


def test_the_same_text_is_proposed():
    assert found(message(body=SAME), message(body=SAME.upper())) == [(2012, 2011, "même texte")]


def test_the_latest_message_before_is_the_one_compared_even_after_a_gap():
    assert found(message(offer="x"), None, message(offer="x")) == [(2013, 2011, "même offre")]
    assert found(message(offer="x"), message(offer="y"), message(offer="x")) == []


def test_nothing_is_proposed_that_the_author_has_judged_or_that_differs():
    assert found(message(offer="x"), message(offer="x", identical=(2011,))) == []
    assert found(message(offer="x"), message(offer="x", channels=(Channel.SMS,))) == []
    assert found(message(body=SAME, offer="x"), message(body=SAME, offer="y")) == []


def test_mere_wishes_and_short_texts_are_no_repetition():
    assert found(message(body="Merci !"), message(body="Merci !")) == []


def test_a_proposal_says_where_and_how_to_confirm():
    years = [Year(number, "", messages=(message(offer="x"),)) for number in (2011, 2012)]
    (proposal,) = proposals(build_archive(years))
    assert str(proposal).startswith("x.md:7: « A » : même offre qu'en 2011\n")
    assert "ajoutez « - Identique : 2011 »" in str(proposal)


def test_a_brand_without_fields_is_asked_about():
    years = [
        Year(2011, "", messages=(message(),)),
        Year(2012, "", asides=(Aside("à", path="y.md", line=3), Aside("Facebook"))),
    ]
    (found,) = forgotten_fields(build_archive(years))
    assert found.startswith("y.md:3: « à » n'a aucun champ")


def test_the_same_visual_is_proposed_whatever_was_noted():
    years = [
        Year(2011, "", messages=(message(offer="x", visual="a.png"),)),
        Year(2012, "", messages=(message(offer="y", visual="b.png"),)),
    ]
    archive = build_archive(years)
    near, far = {(2011, "a"): 0b1011, (2012, "a"): 0b1001}, {(2011, "a"): 0, (2012, "a"): 2**128 - 1}
    assert [proposal.reason for proposal in proposals(archive, near)] == ["même visuel"]
    assert list(proposals(archive, far)) == []
    assert list(proposals(archive, {(2012, "a"): 1})) == []
