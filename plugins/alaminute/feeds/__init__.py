"""What arrives: the reading list, fetching, parsing, the store, one report.

model         Feed, Entry, FeedState: the values all the others exchange              pure
addresses     URLs: made canonical, compared, and which machines may be asked        pure
plain_text    a feed's HTML → plain text                                              pure
dates         the dates that feeds write → UTC                                        pure
opml          the author's reading list, read and published                           pure
parsing       bytes → entries, whatever the format (json_feed is its second half)     pure
scheduling    when to ask a feed again                                                pure
fetching      URL → bytes, politely and safely                                        network
robots        may this page be fetched?                                               network
storage       the SQLite file                                                         disk
collecting    fetch → parse → save, one report
"""
