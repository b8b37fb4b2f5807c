"""TOML text -> entries, a statement at a time, so that all problems are found."""
