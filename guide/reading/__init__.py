"""Nodes -> a routine in one language, or every problem with its place."""
