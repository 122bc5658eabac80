"""Who may. The only place that compares a standing.

`table` says who may do what by default, and what the state of a network leaves of it. `seeing` reads it: `visible` is
where every read of network content starts, `find` gives what is visible or fails as for a missing id. `acting` says why
one may not do what one sees, `knowing` what one may know of people, `joining` who may bring whom; `require` raises it.
`entering` says who comes in.
"""

from hub.permissions.acting import (
    acting_seat,
    require,
    why_not,
    why_not_change,
    why_not_coordinate,
    why_not_hide,
    why_not_moderate,
    why_not_post,
)
from hub.permissions.entering import in_person, may_sign_in
from hub.permissions.joining import (
    answers_in,
    find_listed,
    is_in,
    is_last_coordinator,
    may_invite,
    who_answers,
    why_not_admit_by_link,
    why_not_answer,
    why_not_end,
    why_not_hand_over,
    why_not_invite,
    why_not_invite_as,
    why_not_take_back,
    why_not_withdraw,
)
from hub.permissions.knowing import known, own_cities, own_seats
from hub.permissions.seeing import (
    find,
    inside,
    seek,
    signed_in,
    standings,
    stream_kind,
    visible,
    who_follows,
    who_sees,
    written_for,
)
from hub.permissions.table import DEFAULTS, NOTHING, STATES, Right, Thing, Who, rights_in

__all__ = [
    "DEFAULTS",
    "NOTHING",
    "STATES",
    "Right",
    "Thing",
    "Who",
    "acting_seat",
    "answers_in",
    "find",
    "find_listed",
    "in_person",
    "inside",
    "is_in",
    "is_last_coordinator",
    "known",
    "may_invite",
    "may_sign_in",
    "own_cities",
    "own_seats",
    "require",
    "rights_in",
    "seek",
    "signed_in",
    "standings",
    "stream_kind",
    "visible",
    "who_answers",
    "who_follows",
    "who_sees",
    "why_not",
    "why_not_admit_by_link",
    "why_not_answer",
    "why_not_change",
    "why_not_coordinate",
    "why_not_end",
    "why_not_hand_over",
    "why_not_hide",
    "why_not_invite",
    "why_not_invite_as",
    "why_not_moderate",
    "why_not_post",
    "why_not_take_back",
    "why_not_withdraw",
    "written_for",
]
