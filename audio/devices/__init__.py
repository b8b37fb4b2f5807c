"""Sound devices: whoever pulls blocks in real time."""
