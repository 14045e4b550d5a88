"""What `make demo` reads: made-up publications, served by this very machine.

publications  the files of site/ → publications and their articles                    disk
rendering     publications, now → feeds, pages and the reading list, byte for byte    pure
server        all of them behind one loopback port, told apart by their names         network
showing       the whole job on them, from the feeds to the built site

Everything below site/ is invented for the demonstration: no publication, brand or person in it exists. Names end in
`.example`, which is reserved (RFC 2606) and so can never lead a reader to a stranger's site.
"""
