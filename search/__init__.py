"""Questions: grammar, filters, facets, passages and counts."""
