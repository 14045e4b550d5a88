"""The linked pages: what they say, in which language, and how many words. Fetched through `feeds.fetching`."""
