"""Voices: text becomes clips, in worker processes that may die without harm."""
