"""Routines and timelines as lines of text."""
