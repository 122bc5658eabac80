"""Mail: what the outbox holds is written and sent.

`sending` takes what is due, one letter after the other. `contents` finds who still gets it and what it tells, and makes
its secret, of `material`; `notifying` tells of what happens. `writing` makes text and HTML of it from one template a
kind and language, in `letters`; `smtp` hands it to the mail server. What people answer comes in by `listening`:
`receiving` makes posts of it, of what `answers` finds above the quotation; `bouncing` notes letters that come back, and
`replying` signs and reads the addresses of both.
`waiting` is what operators see of it. `links` are the addresses that letters lead to.
"""

from hub.mail.links import sign_in_link
from hub.mail.listening import listening
from hub.mail.sending import send_due
from hub.mail.waiting import Unsent, counts, retry, unsent

__all__ = ["Unsent", "counts", "listening", "retry", "send_due", "sign_in_link", "unsent"]
