"""Related posts by tags."""

from alaminute.theming.related import related_by_tags


def test_a_rare_shared_tag_counts_more_than_a_common_one() -> None:
    tags = {"a": ["rare", "commun"], "b": ["commun"], "c": ["commun"], "d": ["rare"]}
    assert related_by_tags(tags)["a"][0] == "d"


def test_equals_keep_the_given_order() -> None:
    tags = {"neuf": ["x"], "moyen": ["x"], "vieux": ["x"]}
    assert related_by_tags(tags)["vieux"] == ["neuf", "moyen"]


def test_no_post_is_related_to_itself_even_with_a_tag_written_twice() -> None:
    assert related_by_tags({"a": ["x", "x"], "b": ["y"]}) == {"a": [], "b": []}


def test_there_are_at_most_as_many_as_asked_for() -> None:
    tags = {number: ["x"] for number in range(10)}
    assert all(len(found) == 2 for found in related_by_tags(tags, limit=2).values())
