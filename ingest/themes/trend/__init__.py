"""Which way a theme goes in a sentence, from how many to how many, and when: ``going.py`` says, the others look."""
