"""The kernel: what travels between the rooms, its JSON, the errors, the settings and the theme vocabulary."""

PROGRAM_VERSION = "0.1.0"
