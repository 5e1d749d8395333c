"""`nemcon place-under-silence`, `list` and `show`: the API, from a terminal."""

from __future__ import annotations
