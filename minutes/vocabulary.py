"""The theme vocabulary (themes.toml): themes with their words, synonyms and concepts.

The file is data: it can be replaced. What the rules mean is said at its top; ``load_vocabulary`` checks that it holds
together. Matching is done by ingest/annotate.py, widening of questions by index/analysis.py and search/.
"""

from __future__ import annotations
