"""What we choose: one week's items, scored, chosen, drafted into Markdown, read back and shown."""
