"""The digest: a published selection rendered as an e-mail, kept as `.eml`, and sent once.

model, fragments, plain_text, wording, html_part, text_part, rendering and sent_log's grammar take values and return
values; reading (content), sending (SMTP), sent_log's file and command touch the world.
"""
