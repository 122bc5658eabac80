"""How people come into networks and leave them.

`invitations` are mailed to one person; `lists` reads many from what was pasted and `plans` says what will become of
each line; `links` are shared in a room; `offices` name their people themselves. `acceptance` opens the door. `requests`
are answered by those who moderate or coordinate. `seats` lets people in, and cities; `leaving` and `handing_over` let
them out. `towns` finds a city by what people call it, `present` knows who is here.
"""

from hub.cities import Towns
from hub.joining.acceptance import Accepted, accept, offered
from hub.joining.handing_over import hand_over
from hub.joining.invitations import invite, resend, withdraw
from hub.joining.leaving import end_seat, end_standing, leave
from hub.joining.links import LinkUse, make_link, use_link
from hub.joining.offices import Nominee, invite_office, name_representatives
from hub.joining.plans import Outcome, PlannedLine, invite_list, preview, report
from hub.joining.requests import accept as accept_request
from hub.joining.requests import ask, take_back, why_not_answer
from hub.joining.requests import counts as request_counts
from hub.joining.requests import own as own_requests
from hub.joining.requests import refuse as refuse_request
from hub.joining.seats import seat_city

__all__ = [
    "Accepted",
    "LinkUse",
    "Nominee",
    "Outcome",
    "PlannedLine",
    "Towns",
    "accept",
    "accept_request",
    "ask",
    "end_seat",
    "end_standing",
    "hand_over",
    "invite",
    "invite_list",
    "invite_office",
    "leave",
    "make_link",
    "name_representatives",
    "offered",
    "own_requests",
    "preview",
    "refuse_request",
    "report",
    "request_counts",
    "resend",
    "seat_city",
    "take_back",
    "use_link",
    "why_not_answer",
    "withdraw",
]
