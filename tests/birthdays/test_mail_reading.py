"""Who wrote, when, and what about: out of every charset, encoding, nesting and forward."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.birthdays.mail.decoding import decode_header_text, decode_text, html_lines
from alaminute.birthdays.mail.forwards import find_forward, parse_date
from alaminute.birthdays.mail.pictures import main_picture, picture_of
from alaminute.birthdays.mail.reading import MailError, read_mail
from birthdays.eml import ADDRESS, all_cases, attached, brand_mail, gif, inline, jpeg, png

PARIS = ZoneInfo("Europe/Paris")
CASES = list(all_cases())


def test_there_are_two_hundred_different_mails():
    assert len(CASES) >= 200
    assert len({case.data for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_brand_date_and_subject_is_right(case):
    mail = read_mail(case.data)
    sent = mail.sent.astimezone(PARIS) if mail.sent.tzinfo else mail.sent
    assert (mail.sender_name, mail.sender_address) == (case.brand, ADDRESS)
    assert sent.date().isoformat() == case.day
    assert mail.subject == case.subject


@pytest.mark.parametrize("body", ["plain", "html", "alternative", "related"])
def test_the_text_is_what_a_reader_sees(body):
    text = read_mail(brand_mail("utf-8", "base64", body)).text
    assert "Un café offert" in " ".join(text.split())
    for unseen in ("calendrier", "var cadeau", "color: red", "pixel.example", "Titre"):
        assert unseen not in text


def test_of_a_forward_only_the_original_text_is_kept():
    assert "Regarde" not in read_mail(inline("gmail", "utf-8", "8bit")).text
    assert "Regarde" not in read_mail(attached(brand_mail("utf-8", "8bit", "plain"))).text


def test_readers_and_forwarders_are_people_to_keep_out():
    for data in (brand_mail("utf-8", "8bit", "plain"), inline("outlook", "utf-8", "8bit")):
        assert "Camille Aubry" in read_mail(data).people
    assert "camille.aubry@blog.example" in read_mail(inline("apple", "utf-8", "8bit")).people


@pytest.mark.parametrize("data", [b"", b"\x89PNG", b"Un texte\nsans rien\n", b"\n\nFrom: a@b.c\n", b"From: a@b.c\n\nx"])
def test_what_is_no_mail_or_has_no_date_is_refused(data):
    with pytest.raises(MailError):
        read_mail(data)


def test_a_forward_whose_date_cannot_be_read_is_refused_rather_than_misplaced():
    with pytest.raises(MailError, match="date absente ou illisible"):
        read_mail(inline("outlook", "utf-8", "8bit").replace(b"mardi 18 juin 2013", b"mardi dernier"))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"From: a@b.c\nDate: {text}\n".encode()))
def test_any_bytes_are_a_mail_or_a_refusal(data):
    try:
        read_mail(data)
    except MailError:
        return


@given(st.lists(st.sampled_from(brand_mail("utf-8", "base64", "related").split(b"\r\n")), max_size=40))
def test_a_mail_in_disorder_is_a_mail_or_a_refusal(lines):
    try:
        read_mail(b"\r\n".join(lines))
    except MailError:
        return


def test_mail_may_be_nested_deeply_without_harm():
    data = brand_mail("utf-8", "8bit", "plain")
    for _ in range(30):
        data = attached(data)
    assert read_mail(data).subject == "à voir"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mar. 18 juin 2013 à 09:12", "2013-06-18"),
        ("1er août 2013 09:12", "2013-08-01"),
        ("Tue, Jun 18, 2013 at 9:12 AM", "2013-06-18"),
        ("June 18th, 2013", "2013-06-18"),
        ("18/06/2013 09:12", "2013-06-18"),
        ("2013-06-18 09:12", "2013-06-18"),
        ("Tue, 18 Jun 2013 09:12:00 +0200", "2013-06-18"),
    ],
)
def test_dates_as_mail_programs_write_them(text, day):
    assert parse_date(text).date().isoformat() == day


@pytest.mark.parametrize("text", ["", "hier", "32 juin 2013", "31/31/2013", "juin 2013", "18 juim 2013"])
def test_what_is_no_date_is_none(text):
    assert parse_date(text) is None


def test_a_subject_that_was_wrapped_is_joined():
    subject = "Joyeux anniversaire, voici une longue surprise pour fêter cela avec nous tous ensemble"
    wrapped = subject.replace(" cela", "\ncela")
    forward = find_forward(f"De : A <a@b.example>\nDate: 18 juin 2013\nSubject: {wrapped}\n\nTexte")
    assert (forward.subject, forward.text.strip()) == (subject, "Texte")


def test_an_ordinary_text_forwards_nothing():
    assert find_forward("De : 10 à 20 %\nDate : demain\nObjet : rien\n") is None
    assert find_forward("Bonjour,\nDe : A <a@b.example>\nun texte\n") is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?w4ljaG9wcGU=?=", "Échoppe"),
        ("=?iso-8859-1?Q?=C9choppe_?= =?iso-8859-1?Q?d'=E9t=E9?=", "Échoppe d'été"),
        ("=?utf-8?B?w4lj?= =?utf-8?B?aG9wcGU=?=", "Échoppe"),
        ("=?x-unknown?Q?=C9choppe?=", "Échoppe"),
        ("=?utf-8?B?a?=", "=?utf-8?B?a?="),
        ("a\tb\r\n c\x00d", "a b c d"),
    ],
)
def test_headers_are_read_whatever_their_encoding(raw, text):
    assert decode_header_text(raw) == text


@pytest.mark.parametrize("charset", ["zlib", "rot13", "hex", "x", "", None, "utf-16"])
def test_a_charset_that_is_none_does_no_harm(charset):
    assert decode_text("été".encode(), charset) == "été"


def test_html_becomes_one_line_a_block():
    source = "<table><tr><td>a</td><td>b&amp;<b>c</b></td></tr></table>d<br>e\nf<style>x</style><!-- g -->"
    assert html_lines(source) == "a\nb&c\nd\ne f"


def test_the_main_picture_is_the_largest_and_never_a_pixel():
    pictures = [picture_of(data) for data in (gif(1, 1), png(600, 400), jpeg(800, 400), png(2000, 20))]
    assert [(picture.extension, picture.width, picture.height) for picture in pictures] == [
        ("gif", 1, 1), ("png", 600, 400), ("jpg", 800, 400), ("png", 2000, 20)
    ]  # fmt: skip
    assert main_picture(pictures) is pictures[2]
    assert main_picture(pictures[:1]) is None
    assert picture_of(b"<svg onload='x()'/>") is None


@given(st.binary(max_size=60).map(lambda tail: b"\xff\xd8\xff" + tail))
def test_a_broken_jpeg_does_no_harm(data):
    picture_of(data)
