"""Which themes an item treats, by which words, and which way they go."""
