"""The commands: each wires the edges (store, network, disk, terminal) to the packages that decide.

Each returns its exit code. `now` always comes from the caller. Errors that the author can mend are raised as SiteError;
`console.exit_codes` shows them.

    run       what every command works on
    feeds     collect, feeds
    drafts    draft
    digests   digest
    site      check, build, publish
    weekly    all of these, from cron
    files     new, import-birthday
"""
