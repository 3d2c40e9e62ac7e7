"""Measuring: quality against gold, speed against peers."""
