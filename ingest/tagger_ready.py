"""Imported by the process that tagging processes are forked from: as `ingest.preload` is for reading, only less."""

from __future__ import annotations

import gc

from ingest.tagger import Tagger
from minutes.settings import Given

TAGGER = Tagger(Given())
"""With our language model; the words that are taken apart for our own themes are known to those of a user too."""

TAGGER.warm_up()

gc.collect()
gc.freeze()
