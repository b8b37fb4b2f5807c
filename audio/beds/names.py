"""What beds are called, and how loud they are; with nothing that has to be loaded."""

COMPUTED = ("rain", "pad", "brown-noise")
BED_LUFS = -40.0
"""How loud a bed is where nothing is said, as two channels: 24 LU below what is said."""
