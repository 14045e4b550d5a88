"""French as printers set it, in all that the site says, and that each rule sees the fault it is for."""

import json

import pytest
from lxml import etree, html

from audit.built import BuiltSite
from audit.typography import HOLE, RULES, faults, faults_in, french_texts

ATOM = "{http://www.w3.org/2005/Atom}"


def test_pages_are_set_as_french_printers_do(site: BuiltSite) -> None:
    found = [(page.address, fault) for page in site.pages.values() for fault in faults_in(page.tree)]
    assert found == []


def test_atom_feeds_are_too(site: BuiltSite) -> None:
    for name, text in site.texts(".atom.xml"):
        feed = etree.fromstring(text.encode())
        heads = [feed.findtext(f"{ATOM}{part}", "") for part in ("title", "subtitle")]
        assert [fault for head in heads for fault in faults(head)] == [], name
        for entry in feed.iterfind(f"{ATOM}entry"):
            assert entry_faults(entry) == [], name


def entry_faults(entry: etree._Element) -> list[str]:
    parts = [entry.findtext(f"{ATOM}{part}", "") for part in ("content", "summary")]
    trees = [html.fragment_fromstring(part, create_parent="div") for part in parts]
    # Atom has no place for the language of a title: it is that of the content, which says so if it is another one.
    foreign = trees[0].xpath("*[@lang and not(starts-with(@lang, 'fr'))]")
    title = [] if foreign else list(faults(entry.findtext(f"{ATOM}title", "")))
    return title + [fault for tree in trees for fault in faults_in(tree, "fr")]


def test_json_feeds_are_too(site: BuiltSite) -> None:
    for name in sorted(name for name in site.files if name.startswith("feeds/") and name.endswith(".json")):
        feed = json.loads((site.folder / name).read_text(encoding="utf-8"))
        for item in feed["items"]:
            language = item.get("language", feed["language"])
            said = [item["title"], item.get("summary", "")] if language == "fr" else []
            tree = html.fragment_fromstring(item["content_html"], create_parent="div")
            assert [fault for text in said for fault in faults(text)] == [], name
            assert list(faults_in(tree, language)) == [], name


def test_enough_french_is_looked_at(site: BuiltSite) -> None:
    texts = [text for page in site.pages.values() for text in french_texts(page.tree)]
    assert sum(map(len, texts)) > 100_000
    assert "À la minute – Le marketing et la relation client, pour qui a quelques minutes" in texts


# --- Each rule ------------------------------------------------------------------------------------------------------

# By rule: what it finds one fault in.
WRONG = {
    "no no-break space before ; ! ?": [
        "Oui !",
        "Oui!",
        "Oui ?",
        "Oui ; non",
        "« Oui\u202f» ?",
        "10 %, (oui) ?",
        f"{HOLE} ?",
    ],
    "no no-break space before :": ["Oui : non", "Oui: non", "«\u202fOui\u202f» :", "En 2012 : rien"],
    "no no-break space inside « »": ["« oui\u202f»", "«\u202foui »", "«oui\u202f»", "«\u202foui»"],
    "two spaces around a sign": ["Oui\u202f ?", "Oui \u202f?", "Oui  non", "Oui \u00a0: non"],
    "space before a comma or full stop": ["Oui , non", "Oui\u00a0.", "«\u202fOui\u202f» ."],
    "space inside brackets": ["( oui)", "(oui )"],
    "straight double quote": ['19"'],
    "English quotes": ["“oui", "oui”", "„oui"],
    "straight apostrophe": ["l'un", "aujourd'hui", "l'«\u202fun\u202f»", "'90"],
    "dots for an ellipsis": ["Oui...", "Oui…."],
    "no no-break space before % € $": ["10 %", "10%", "20 €", "20€", "20 $"],
    "no no-break space before a unit": ["4 min", "4 min\u00a031\u00a0s", "10 km", "3 h"],
    "thousands not set apart by a no-break space": ["1 900 mots", "1,900 mots", "12 345 678", "1.900 mots"],
    "date that may break after the day": ["le 22 février", "le 1ᵉʳ août", "le 8 Mars"],
    "English date": ["5 May", "March 5", "Mon, 5"],
    "capital without its accent": ["Etat", "A propos", "A lire également", "Etiquette"],
}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in WRONG.items() for text in texts])
def test_a_fault_is_found_by_its_rule(rule: str, text: str) -> None:
    assert rule in {fault.split(" : '")[0].split(' : "')[0] for fault in faults(text)}


def test_every_rule_is_tried() -> None:
    assert WRONG.keys() == RULES.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Vraiment\u202f? Oui\u202f; «\u202ftout de suite\u202f!\u202f»\u00a0: voilà…",
        "À 10:14, le 22\u00a0février 2010, 1\u202f900\u00a0mots (20\u202f%) en 4\u00a0min\u00a031\u00a0s, 12\u202f€",
        "https://example.org/?a=1;b 3:2 l’un d’«\u202feux\u202f»\u202f! (quoi\u202f!?) [1]",
        "En 2010 200 personnes, 1,5 fois 3.11",
        "A\u00a0: canal, +\u00a0: plusieurs · ?\u00a0: inconnu",
        "bonjour@alaminute.example: rien",
    ],
)
def test_french_as_it_should_be_is_let_pass(text: str) -> None:
    assert list(faults(text)) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Oui !</p>",
        "<p>Oui<em> !</em></p>",
        "<p><b>Oui</b> !</p>",
        "<p><code>x</code> ?</p>",
        '<p><span lang="en">Yes</span> !</p>',
        '<div lang="en"><p lang="fr">Oui !</p></div>',
        "<p>Oui<!-- non --> !</p>",
        "<p>Oui\n!</p>",
        '<img alt="Oui !">',
        '<a title="Oui !">A</a>',
        '<a aria-label="Oui !">A</a>',
        '<input placeholder="Oui !">',
        "<svg><title>Oui !</title></svg>",
        "<p hidden>Oui !</p>",
        "<table><tr><td>Oui !</td></tr></table>",
    ],
)
def test_a_fault_is_found_wherever_it_stands(source: str) -> None:
    assert len(list(faults_in(html.fragment_fromstring(source, create_parent="div"), "fr"))) == 1


@pytest.mark.parametrize(
    "head",
    [
        "<title>Oui !</title>",
        '<meta name="description" content="Oui !">',
        '<meta property="og:title" content="Oui !">',
        '<meta property="og:image:alt" content="Oui !">',
    ],
)
def test_a_fault_is_found_in_the_head(head: str) -> None:
    assert (
        len(list(faults_in(html.document_fromstring(f'<html lang="fr"><head>{head}</head><body></body></html>')))) == 1
    )


@pytest.mark.parametrize(
    "source",
    [
        "<p><code>oui !</code></p>",
        "<pre>oui !</pre>",
        '<p lang="en">Yes! "No": 1,900...</p>',
        '<div lang="en"><p title="Yes!">Yes!</p></div>',
        "<script>oui !</script>",
        '<p><span aria-hidden="true">?</span><span aria-hidden="true">?</span></p>',
        "<p>Oui</p><p>: non</p>",
        '<p><a href="https://a.example/">https://a.example/b?c;d:</a></p>',
    ],
)
def test_code_addresses_and_other_languages_are_left_alone(source: str) -> None:
    assert list(faults_in(html.fragment_fromstring(source, create_parent="div"), "fr")) == []


def test_a_page_that_does_not_say_its_language_is_not_french() -> None:
    assert list(faults_in(html.document_fromstring("<html><body><p>Oui !</p></body></html>"))) == []
