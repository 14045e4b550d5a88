"""Style sheets in fewer bytes, and without what no browser understands."""

import pytest

from alaminute.theming.style_sheets import compact_css, layout_only, understood_rules


@pytest.mark.parametrize(
    ("source", "compact"),
    [
        (
            "/* a { } */\na  :is(b, c) ,\nd { color : red;\n margin: 0 1px; }\n",
            "a :is(b,c),d{color :red;margin:0 1px}\n",
        ),
        ('ul { list-style: "–  "; }\n', 'ul{list-style:"–  "}\n'),
        ("i { width: calc(1px + 2px); }", "i{width:calc(1px + 2px)}\n"),
        ("@media (a: b) { i::after { content: '/* x */'; } }", "@media (a:b){i::after{content:'/* x */'}}\n"),
    ],
    ids=["comments, spaces, descendants", "strings", "sums", "comments in strings"],
)
def test_a_style_sheet_says_the_same_in_fewer_bytes(source: str, compact: str) -> None:
    assert compact_css(source) == compact
    assert compact_css(compact) == compact


@pytest.mark.parametrize(
    ("source", "understood"),
    [
        ("i { max-width: max-width: 25rem; top: 0 }", "i { top: 0 }"),
        ("@media print { i { a: b: c } b { top: 0; } }", "@media print { i {} b { top: 0; } }"),
        ("/* a: b */ i { /* c: d */ top: 0 }", "i {  top: 0 }"),
        ("i { background: url(data:image/png;base64,AA==) } a:hover { top: 0 }", None),
        ("i::after { content: 'a: b; } c'; --x: a:b }", None),
        ("@import url(x.css); i { }", None),
    ],
)
def test_what_no_browser_understands_goes_from_a_sheet(source: str, understood: str | None) -> None:
    assert understood_rules(source) == (source if understood is None else understood)


@pytest.mark.parametrize(
    ("declarations", "kept"),
    [
        ("color: #ccc; float: left; FONT-SIZE:9px", "float: left;"),
        ("background:url(a.png;b)", ""),
        ("border-color: red", "border-color: red"),
        ("float: left; ;width: 5% max-width: 9px;top: f(:)", "float: left; ;top: f(:)"),
        ("max-width", ""),
    ],
)
def test_of_a_style_its_layout_is_kept(declarations: str, kept: str) -> None:
    assert layout_only(declarations) == kept
