"""What Norwegian words are, by tables and rules: their lemmas, classes, parts and written form; and lists of names.

Free of foreign libraries, so that search may use them; each table is read when it is first asked for.
"""
