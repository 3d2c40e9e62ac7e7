"""What holds for every test."""

from hypothesis import settings

# A busy machine is no defect: how fast things are is measured by make bench, against a peer in the same run.
settings.register_profile("referatsok", deadline=None)
settings.load_profile("referatsok")
