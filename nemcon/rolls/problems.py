"""What is wrong with a roll."""

from __future__ import annotations

from nemcon.timing.data_files import DataFileError


class RollError(DataFileError):
    """A roll that cannot be used. `problems` names everything that is wrong in it."""

    code = "bad-roll"
