"""Measuring: quality against gold, speed against peers."""

import os

# One core is what is measured; numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
