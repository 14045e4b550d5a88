"""A page that takes too much is given up; ordinary ones never notice."""

import asyncio

import pytest

from alaminute.articles.measuring import SMALL_BYTES, Measurer
from articles.pdfs import pdf

URL = "https://blog.test/a"
LARGE = b"<!--" + b"x" * SMALL_BYTES + b"-->"


def page(words: int) -> bytes:
    return f"<html lang='fr'><body><article><p>{'mot ' * words}</p></article></body></html>".encode()


async def test_a_large_page_says_the_same_as_a_small_one():
    measurer = Measurer(["fr"])
    small, large = await asyncio.gather(measurer.measure(page(40), URL), measurer.measure(page(40) + LARGE, URL))
    assert small.words == 40
    assert large == small


async def test_a_pdf_is_measured():
    text = await Measurer(["fr"]).measure(pdf([["un mot et un autre"] * 20]), URL, "application/pdf")
    assert (text.words, text.reason) == (100, "")


async def test_a_page_made_to_take_forever_is_given_up():
    attributes = b" ".join(b"a%d=1" % number for number in range(400_000))
    text = await Measurer(timeout_seconds=1).measure(b"<p " + attributes + b">", URL)
    assert text.words is None
    assert "trop longue" in text.reason


async def test_a_page_that_breaks_its_reader_is_a_page_without_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    text = await Measurer().measure(LARGE, URL)
    assert text.words is None
    assert "illisible" in text.reason


async def test_an_unforeseen_fault_costs_its_page_only(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("alaminute.articles.measuring.page_text", fail)
    assert (await Measurer().measure(page(40), URL)).reason == "illisible (RecursionError)"
