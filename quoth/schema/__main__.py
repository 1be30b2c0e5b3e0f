"""`python -m quoth.schema` prints the codebook."""

from __future__ import annotations

from quoth.schema.codebook import codebook

print(codebook())
