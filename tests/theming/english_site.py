"""An English site with one of each, but for what the small French site has already: its files and its settings."""

import json

from theming.small_site import IMAGES

PARAGRAPH = "Counting minutes is easy; giving them back is not. " * 26

FILES: dict[str, str | bytes] = {
    "posts/long.md": """Title: "What's a minute worth?": notes from a queue
Date: 2010-08-01 09:00
Modified: 2010-08-11
Category: Customer relations
Tags: queues, time
Slug: a-minute
Series: Time well spent
Series_index: 1

It's a question[^1] of "patience": who has 10 minutes to lose? See [the next one]({filename}second.md).

| Day | Calls |
|-----|------:|
| Monday | 1800 |

<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>
<iframe src="https://www.slideshare.net/slideshow/embed_code/9"></iframe>
<iframe src="https://open.spotify.com/embed/episode/1"></iframe>
<iframe src="https://maps.example/c"></iframe>

![A picture](https://elsewhere.example/x.png)

[^1]: Asked by many.

"""
    + "\n".join(f"## Step {number}: what to do\n\n{PARAGRAPH}\n" for number in range(1, 5)),
    "posts/second.md": """Title: Second
Date: 2010-09-02 09:00
Category: Customer relations
Tags: time, prices
Slug: second
Series: Time well spent
Series_index: 2
Source: The Trade Courier
Source_date: 2010-03-01
Source_url: https://courier.example/
Origin: Another blog
Related: a-minute

The next one.
""",
    "posts/third.md": """Title: Third
Date: 2010-10-02 09:00
Category: Customer relations
Tags: time
Slug: third
Authors: Jo Reader, Sam Writer, Kim Editor
Series: Time well spent
Series_index: 3

The last one, in other words.
""",
    "posts/alone.md": "Title: No category\nDate: 2010-10-03 09:00\nSlug: alone\n\nFiled nowhere.\n",
    "posts/french.md": """Title: L'été, déjà : une question ?
Date: 2011-01-15 09:00
Category: Customer relations
Tags: time
Lang: fr
Slug: ete
Series: Time well spent
Series_index: 4

C'est l'été[^1] : « déjà » !

| Jour | Appels |
|------|-------:|
| lundi | 180 |

<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>

![Un absent](https://ailleurs.example/x.png)

[^1]: Une note.
""",
    "posts/translated.md": "Title: Un mot\nDate: 2011-02-15 09:00\nCategory: Words\nLang: fr\nSlug: word\n\nUn mot.\n",
    "posts/original.md": "Title: A word\nDate: 2011-02-15 09:00\nCategory: Words\nSlug: word\n\nA word.\n",
    "posts/unfinished.md": """Title: Unfinished
Date: 2010-10-01 09:00
Category: Words
Slug: unfinished
Status: draft

Not yet.
""",
    "selections/2010-W08.md": """Title: Reading by the minute: the selection for week 8
Date: 2010-02-22 07:00
Category: Selections
Week: 2010-W08

A week of "queues": it's all about waiting.

## [Nine keys: an order form](https://example.org/keys)

- Source: Shop Weekly
- Words: 844
- Published: 2010-02-20

> Nine keys for quick orders.

## [L'attente : mode d'emploi](https://example.org/attente)

- Source: Paris Weekly
- Language: fr
- Words: 2456

> C'est l'attente : « longue », toujours.

Worth it if you read French.

## [A film](https://example.org/film) and [its slides](https://example.org/slides)

- Duration: 10 min 14 s

## A link that is lost

- Source: Elsewhere
- Link: unknown

## [Without a time](https://example.org/unknown)

- Source: Somewhere

## And you?

What have I missed?
""",
    "selections/2010-W09.md": """Title: Reading by the minute: the selection for week 9
Date: 2010-03-01 07:00
Category: Selections
Week: 2010-W09

## [One](https://example.org/one)

- Words: 1500
""",
    "selections/2010-W10.md": """Title: Reading by the minute: the selection for week 10
Date: 2010-03-08 07:00
Category: Selections
Week: 2010-W10

Only words this week.
""",
    "pages/about.md": "Title: About\nSlug: about\n\nWho we are.\n",
    "pages/mentions.md": "Title: Mentions légales\nSlug: mentions\nLang: fr\n\nCe qu'il faut dire.\n",
    "feeds.opml": '<opml version="2.0"><body><outline text="One" xmlUrl="https://one.example/f"/></body></opml>',
}


def message(brand: str, *fields: str) -> str:
    """A brand's record."""
    return f"## {brand}\n\n" + "".join(f"- {field}\n" for field in fields) + "\nKind words.\n"


def year(number: int, header: str, *records: str) -> str:
    """A birthday year."""
    head = f"Title: Birthday {number}\nDate: {number}-06-21\nCategory: Birthdays\nYear: {number}\n"
    return f"{head}Birthday: {number}-06-21\n{header}\nThank you all.\n\n" + "\n".join(records)


EVERY_CHANNEL = ("e-mail", "letter", "text message", "app", "point of sale", "telephone", "social network", "website")
EVERY_KIND = ("gift", "discount", "points", "content", "service", "wishes")
# Each status once at least: new, back, gone, changed, faithful, identical, unknown, and what is said of each.
BIRTHDAYS = {
    2009: year(2009, "Personal_Messages: 0\n", message("Daisy & Sons", "Channel: letter")),
    2010: year(2010, ""),
    2011: year(
        2011,
        "Personal_Messages: 1\n",
        message("Daisy & Sons", "Channel: e-mail", "Date: J-18", "Offer: a notebook", "Kind: gift"),
        message("Blue Kettle", "Channel: e-mail", "Date: J", "Offer: 10 % off", "Kind: discount"),
        message("The Old Mill", "Brand: Old Mill", "Channel: letter", "Offer: a loaf", "Kind: gift"),
        message("The Corner", "Channel: e-mail, text message", "Date: J+1"),
    ),
    2012: year(
        2012,
        "Personal_Messages: 70\n",
        message("Daisy & Sons", "Channel: letter", "Date: J-1", "Kind: points, content"),
        message("blue kettle", "Channel: e-mail", "Date: J", "Offer: 10 % off", "Kind: discount", "Identical: 2011"),
        message("The Corner", "Channel: e-mail, text message", "Date: J+1"),
        message("Newcomer", "Channel: e-mail", "Visual: ../images/photo.jpg", "Date: 2012-06-02"),
        "## A word aside\n\nThat counts for no brand.\n",
    ),
    2013: year(2013, "Incomplete: yes\n", message("Old Mill", "Offer: a loaf"), message("Harbour", "Channel: app")),
    2014: year(
        2014,
        "",
        *(message(f"Shop {n}", f"Channel: {channel}") for n, channel in enumerate(EVERY_CHANNEL)),
        *(message(f"House {n}", "Channel: e-mail", f"Kind: {kind}") for n, kind in enumerate(EVERY_KIND)),
    ),
    2015: year(2015, "", *(message(f"Shop {n}", "Channel: e-mail") for n in range(4))),
    2016: year(2016, "Incomplete: yes\n"),
    2017: year(2017, "", message("Shop 0", "Channel: e-mail")),
    2018: year(
        2018,
        "",
        message("Shop 0", "Channel: e-mail"),
        message("Shop 1", "Channel: e-mail"),
        # As a stranger's mail might call itself.
        message("A", 'Brand: "><b>bold</b>', "Channel: e-mail", "Visual: ../images/photo.jpg"),
    ),
}
CONTENT = {**FILES, **IMAGES, **{f"birthdays/{number}.md": text for number, text in BIRTHDAYS.items()}}

SETTINGS = {
    "DEFAULT_LANG": "en",
    "SITENAME": "By the minute",
    "AUTHOR": "Jo Reader",
    "DEFAULT_PAGINATION": 4,
    # As on one's own machine: a draft is a page that is read, too.
    "DRAFT_SAVE_AS": "drafts/{slug}/index.html",
    "DRAFT_URL": "drafts/{slug}/",
}
OPTIONS = ["--extra-settings", *(f"{name}={json.dumps(value)}" for name, value in SETTINGS.items())]
