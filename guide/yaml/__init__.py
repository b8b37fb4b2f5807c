"""YAML text -> nodes; what YAML cannot read is told in plain words."""
