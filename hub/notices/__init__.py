"""Notices: what people are told of, in the page and by mail.

`readers` knows what each person wants to be told of, `choosing` is how they say it. `telling` follows the news in the
transaction of a change and notes whom it concerns, `seeing` shows them. `digests` gathers the rest at each person's
hour; `hours` reckons when that is. `unsubscribing` makes and reads the links that end mail without signing in.
"""

from hub.notices.choosing import (
    MailingChoice,
    mailing_of,
    networks_of,
    set_mailing,
    set_network_level,
    set_thread_level,
    thread_levels,
)
from hub.notices.digests import Section, changed, post_digests
from hub.notices.marks import as_person
from hub.notices.readers import OF_POLLS, OF_POSTS, Reader, reader
from hub.notices.seeing import count_unseen, see, unseen, unseen_among
from hub.notices.telling import tell, tell_again, tell_of, tell_people
from hub.notices.unsubscribing import Unsubscription, offered, unsubscribe, unsubscribe_token

__all__ = [
    "OF_POLLS",
    "OF_POSTS",
    "MailingChoice",
    "Reader",
    "Section",
    "Unsubscription",
    "as_person",
    "changed",
    "count_unseen",
    "mailing_of",
    "networks_of",
    "offered",
    "post_digests",
    "reader",
    "see",
    "set_mailing",
    "set_network_level",
    "set_thread_level",
    "tell",
    "tell_again",
    "tell_of",
    "tell_people",
    "thread_levels",
    "unseen",
    "unseen_among",
    "unsubscribe",
    "unsubscribe_token",
]
