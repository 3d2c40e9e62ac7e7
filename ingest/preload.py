"""Imported by the process that reading processes are forked from: everything that reading loads is loaded here, once.

A reading process then starts in hundredths of a second instead of seconds, and what it only reads (the weights, the
tables of words) lies in memory once for all of them. Forking asks for a process of one thread; `ingest.workers` sees to
that before numpy comes in.
"""

from __future__ import annotations

import gc

from ingest.pipeline import Parser

PARSER = Parser()
"""With our language model and the themes that come with the program, as nearly all runs want it."""

PARSER.warm_up()

# What is loaded stays: the collector need not look at it in any child, nor so write on memory that they share.
gc.collect()
gc.freeze()
