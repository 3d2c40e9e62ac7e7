"""Recommendations and decisions of an item, how they were voted on and what became of them."""
