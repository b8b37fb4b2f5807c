"""TOML text -> nodes, a statement at a time, so that all problems are found."""
