"""What the hub keeps about a person, from their side: told, handed over, taken away.

`informing` says what is kept and notes that they know; `copying` gives them all of it; `leaving` switches an account
off, and `erasing` takes away everything but what they wrote for their city. `silence` asks who has not been here for a
year.
"""

from hub.personal_data.copying import copy_of, own_copy
from hub.personal_data.erasing import erase, erase_address
from hub.personal_data.informing import Origin, confirm_informed, origin
from hub.personal_data.leaving import deactivate, reactivate
from hub.personal_data.silence import ask_the_silent, is_silent

__all__ = [
    "Origin",
    "ask_the_silent",
    "confirm_informed",
    "copy_of",
    "deactivate",
    "erase",
    "erase_address",
    "is_silent",
    "origin",
    "own_copy",
    "reactivate",
]
