"""The theme's Markdown extension."""

from typing import Any

import markdown
import pytest

EXTENSIONS = ["extra", "meta", "alaminute.theming.markdown_extras"]
TABLE = "| Jour | Appels |\n|:----:|-------:|\n| lundi | 180 |\n"


def convert(text: str, **settings: Any) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS, output_format="html", **settings)


def test_a_table_gets_scopes_and_classes_and_scrolls_with_the_keyboard() -> None:
    html = convert(TABLE)
    assert '<th class="centre" scope="col">Jour</th>' in html
    assert '<td class="droite">180</td>' in html
    assert "style=" not in html
    assert html.count('tabindex="0"') == 1


def test_two_tables_and_the_text_around_them_stay_in_order() -> None:
    html = convert(f"Avant\n\n{TABLE}\nEntre\n\n{TABLE}\nAprès")
    assert html.count("<table>") == 2
    assert html.index("Avant") < html.index("<table>") < html.index("Entre") < html.index("Après")


def test_an_image_loads_when_needed_unless_the_author_says_otherwise() -> None:
    assert 'loading="lazy"' in convert("![Un café](cafe.svg)")
    assert 'loading="eager"' in convert("![Un café](cafe.svg){ loading=eager }")


def test_french_prose_is_set_as_printers_do() -> None:
    assert convert("Il l'a dit : *oui* !") == "<p>Il l’a dit\u00a0: <em>oui</em>\u202f!</p>"


def test_a_sentence_goes_on_across_what_stands_in_it() -> None:
    html = convert("Il l'*aime* : d'[ici](/x), \"`code` *oui*\"; l'`a : b`, &eacute; !")
    assert html == (
        '<p>Il l’<em>aime</em>\u00a0: d’<a href="/x">ici</a>, «\u202f<code>code</code> <em>oui</em>\u202f»; '
        "l’<code>a : b</code>, &eacute;\u202f!</p>"
    )


def test_another_passage_is_another_sentence() -> None:
    assert convert("- l'\n- été").replace("\n", "") == "<ul><li>l'</li><li>été</li></ul>"


@pytest.mark.parametrize(
    "source",
    ["`l'autre : oui !`", "    l'autre : oui !", "```\nl'autre : oui !\n```"],
    ids=["inline code", "indented code", "fenced code"],
)
def test_code_is_left_alone(source: str) -> None:
    assert "l'autre : oui !" in convert(source)


def test_a_passage_in_another_language_is_left_alone_but_not_what_follows() -> None:
    html = convert("> Don't : you?\n{: lang=en }\n\nC'est lui !")
    assert "Don't : you?" in html
    assert "C’est lui\u202f!" in html


def test_a_whole_document_in_another_language_is_left_alone() -> None:
    assert "Don't !" in convert("Title: x\nLang: en\n\nDon't !")


def test_a_site_in_another_language_is_left_alone_where_a_document_says_nothing() -> None:
    settings = {"alaminute.theming.markdown_extras": {"language": "en"}}
    assert "Don't !" in convert("Don't !", extension_configs=settings)
    assert "C’est\u202f!" in convert("Lang: fr-CA\n\nC'est !", extension_configs=settings)


def test_alternative_texts_are_set_too() -> None:
    assert 'alt="L’entrée\u202f!"' in convert("![L'entrée !](x.svg)")


def test_headings_stand_under_the_posts_title_and_skip_no_level() -> None:
    assert convert("### Un\n\n#### Deux").replace("\n", "") == "<h2>Un</h2><h3>Deux</h3>"
    assert convert("# Un\n\n## Deux").replace("\n", "") == "<h2>Un</h2><h3>Deux</h3>"
    assert convert("## Un\n\n### Deux").replace("\n", "") == "<h2>Un</h2><h3>Deux</h3>"


def test_code_scrolls_with_the_keyboard_and_is_not_changed() -> None:
    html = convert("```\n<pre>oui !</pre>\n```")
    assert '<pre tabindex="0">' in html
    assert "&lt;pre&gt;oui !&lt;/pre&gt;" in html
