"""Quiet backgrounds, computed or from a file of somebody's own."""
