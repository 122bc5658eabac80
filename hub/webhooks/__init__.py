"""Webhooks: news of a network, or of a person, delivered to an address by HTTP POST.

A webhook is a subscription that somebody else keeps open: the same document, the same numbers, the same batches, with
what its owner may see at the moment of delivery. `making` makes, pauses and ends them, `signing` signs by the Standard
Webhooks (https://www.standardwebhooks.com), `attempts` says what is due and notes how it went, `delivering` sends.
"""

from hub.webhooks.attempts import KEPT_FOR, forget
from hub.webhooks.delivering import Deliveries
from hub.webhooks.making import MOST, check, deliveries_of, end, held, make, own, pause, resume, rotate
from hub.webhooks.signing import headers, secret

__all__ = [
    "KEPT_FOR",
    "MOST",
    "Deliveries",
    "check",
    "deliveries_of",
    "end",
    "forget",
    "headers",
    "held",
    "make",
    "own",
    "pause",
    "resume",
    "rotate",
    "secret",
]
