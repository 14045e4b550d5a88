"""What an author writes and selects about is found again in what others write."""

from alaminute.selections.topics import Topics, learn_topics


def test_tags_are_topics_at_once_and_title_words_from_the_second_item_on():
    topics = learn_topics(["Fidélité", "prix"], ["Les cartes de fidélité", "La carte d'un boulanger", "Un hasard"])
    assert topics.found_in("Une carte de FIDELITE pour les hasards, et des prix") == ["carte", "fidelite", "prix"]


def test_the_weightiest_topic_comes_first():
    topics = learn_topics(["prix"], ["carte", "cartes", "carte", "prix"])
    assert topics.found_in("le prix de la carte") == ["carte", "prix"]


def test_empty_words_and_short_words_are_no_topics():
    assert learn_topics(["dans", "pour", "de"], ["avec vous", "avec nous"]) == Topics({})


def test_without_content_there_are_no_topics():
    assert learn_topics([], []).found_in("n'importe quoi") == []
