"""Messages carry the address of the trouble and a way out."""

from alaminute.errors import ContentError, FeedParseError, FetchError, RecordError, SiteError, StoreError


def test_a_record_error_quotes_the_line_and_ends_with_a_way_out():
    error = RecordError("content/a.md", 7, "champ inconnu", quote="  - Lnague : en\n", hint="essayez « Langue »")
    assert str(error) == "content/a.md:7: champ inconnu\n  | - Lnague : en\n  → essayez « Langue »"
    assert (error.path, error.line, error.reason) == ("content/a.md", 7, "champ inconnu")


def test_a_quote_and_a_hint_are_optional():
    assert str(RecordError("a.md", 1, "vide")) == "a.md:1: vide"


def test_a_quote_is_one_line_even_of_a_value_that_goes_on():
    assert str(RecordError("a.md", 1, "faux", quote="Title: a\nb\nc")) == "a.md:1: faux\n  | Title: a"


def test_a_content_error_tells_all_faults_in_their_order():
    first, second = RecordError("a.md", 1, "un"), RecordError("b.md", 2, "deux")
    error = ContentError([first, second])
    assert str(error) == "a.md:1: un\nb.md:2: deux"
    assert error.errors == [first, second]


def test_errors_of_the_network_and_the_store_begin_with_their_address():
    assert str(FetchError("https://example.org/", "absente", status=404)) == "https://example.org/ : absente"
    assert FetchError("https://example.org/", "absente", status=404).status == 404
    assert FetchError("https://example.org/", "muette").status is None
    assert str(FeedParseError("https://example.org/", "pas un flux")) == "https://example.org/ : pas un flux"
    assert str(StoreError("var/store.sqlite3", "abîmé")) == "var/store.sqlite3 : abîmé"


def test_everything_that_the_author_can_mend_is_a_site_error():
    for kind in (RecordError, ContentError, FetchError, FeedParseError, StoreError):
        assert issubclass(kind, SiteError)
