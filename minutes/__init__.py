"""The kernel: what travels between the rooms, its JSON, the errors, the settings and the theme vocabulary."""

__version__ = "0.1.0"
