"""The floor: writing that many bytes to that file, and nothing else.

Usage: write_bytes.py BYTES OUTPUT
"""

import sys

BLOCK = bytes(2**20)

with open(sys.argv[2], "wb", buffering=0) as file:  # noqa: PTH123 - pathlib would cost an import
    left = int(sys.argv[1])
    while left > 0:
        left -= file.write(BLOCK[:left])
