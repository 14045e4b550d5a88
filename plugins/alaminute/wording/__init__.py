"""What the site says to its readers, in its language: messages, dates, numbers; and the catalogues that hold them."""
