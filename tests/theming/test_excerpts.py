"""A post's first words as plain text."""

from alaminute.theming.excerpts import excerpt


def test_it_is_the_first_paragraph_as_text() -> None:
    assert excerpt("<h2>Titre</h2><p>Un <em>mot</em> &amp; un autre.</p><p>Suite.</p>", "fr") == "Un mot & un autre."


def test_it_passes_over_figures_tables_and_quotations() -> None:
    content = "<figure><p>Légende</p></figure><blockquote><p>Cité</p></blockquote><p>Le texte.</p>"
    assert excerpt(content, "fr") == "Le texte."


def test_a_post_that_is_only_a_quotation_is_summed_up_by_it() -> None:
    assert excerpt("<blockquote><p>Cité</p></blockquote>", "fr") == "Cité"


def test_the_call_of_a_footnote_is_left_out() -> None:
    content = '<p>Deux mots<sup id="fnref:1"><a href="#fn:1">1</a></sup>. Le 1<sup>er</sup> mai.</p>'
    assert excerpt(content, "fr") == "Deux mots. Le 1er mai."


def test_a_long_paragraph_ends_in_an_ellipsis_after_a_whole_word() -> None:
    assert excerpt("<p>un deux, trois quatre</p>", "fr", words=2) == "un deux\u00a0…"
    assert excerpt("<p>one two, three four</p>", "en", words=2) == "one two…"


def test_no_break_spaces_of_the_author_stay() -> None:
    assert excerpt("<p>Vraiment\u202f? Oui.</p>", "fr") == "Vraiment\u202f? Oui."


def test_a_post_without_text_has_an_empty_excerpt() -> None:
    assert excerpt('<p><img src="x" alt=""></p>', "fr") == ""
    assert excerpt("", "fr") == ""
