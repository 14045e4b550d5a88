"""À la minute: posts, weekly reading selections and a birthday archive, from one repository, on Pelican.

The map, in the order in which the modules may import one another:

    errors              what can go wrong, with its address: a URL, or path:line
    header              a content file's header lines                                       pure
    records             Markdown headings ⇄ Records: the grammar of both archives           pure
    weeks               ISO weeks in the site's time zone                                   pure
    reading_time        text → words → seconds → « 1 min 4 s »                              pure
    markdown_text       plain text → Markdown that shows exactly that text                  pure
    files               writing beside and renaming, so that nothing is ever half-written
    wording/            what readers are told, in the site's language; catalogues in translations/
    feeds/              what arrives: OPML, fetching, parsing, the store, one report
    articles/           the linked pages: main text, language, words
    selections/         what we choose: scoring, choosing, drafting; and its Pelican plugin
    digest/             a selection as an e-mail
    birthdays/          what brands send each year: comparison, import; and its Pelican plugin
    records_reader      record files for Pelican: one Markdown conversion, cut at each record
    site_links          links of built pages that lead nowhere
    theming/            what the theme needs: typography, pictures, JSON feeds, search
    checking            the content, linted before a build
    building            one Pelican build, fatal on any error, swapped in when complete
    publishing          the production build, looked over and handed on
    commands/           what `tasks.py` calls; with console, settings, scaffolding, previewing
    demo/               the whole job on made-up publications

"Pure" modules take values and return values: no network, disk, clock, randomness, settings or Pelican.
tests/test_architecture.py reads the imports and holds them to it. This file holds no code.
"""
