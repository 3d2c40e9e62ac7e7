"""What Norwegian words are: tables and rules, and a language model that stands on them.

The tables (lemmas, word classes, parts of compounds, written form, names) are free of foreign libraries, so that search
may use them; each is read when it is first asked for. The model (`pipeline` and what it imports) loads spaCy.
"""

import os

# What numpy's BLAS asks when it is first imported: one thread. Batches of sentences are small, and two threads that wait
# for each other cost up to four times the processor time of one.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
for _variable in ONE_THREAD:
    os.environ.setdefault(_variable, "1")
