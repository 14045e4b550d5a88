"""What a brand's e-mail says: from bytes to the draft of a record. All pure; `birthdays.mail_import` does the rest."""
