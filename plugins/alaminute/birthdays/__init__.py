"""What brands send for the author's birthday, year after year.

model, from_records, comparison, matrix, sentences and export are pure; pelican_plugin brings them into the site.
"""
