"""What arrives: the reading list, fetching, parsing, the store, one report.

Pure: values in, values out.

- model: Feed, Entry, FeedState: what all the others exchange
- addresses: URLs made canonical and compared, and which machines may be asked
- plain_text: a feed's HTML → plain text
- dates: the dates that feeds write → UTC
- opml: the author's reading list, read and published
- parsing: bytes → entries, whatever the format; by xml_feed, json_feed and raw_entry
- discovery: the feeds that a page announces
- scheduling: when to ask a feed again
- identity: which entries have been seen before
- health: how the feeds are doing, what to change in the list
- report, reasons: what a run did, and why something failed, in French

With the world outside:

- fetching: URL → bytes, politely and safely; by guarding, pacing, body and robots (network)
- workers, worker: parsing in other processes
- storage, migrations: the SQLite file (disk)
- adding: a page's address → its feed, in the reading list
- collecting: fetch → parse → save, one report
"""
