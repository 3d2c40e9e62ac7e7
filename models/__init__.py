"""What Norwegian words are: tables and rules, and a language model that stands on them.

The tables (lemmas, word classes, parts of compounds, written form, names) are free of foreign libraries, so that search
may use them; each is read when it is first asked for. The model (`pipeline` and what it imports) loads spaCy.
"""
