"""Results of a network's work, in versions.

`writing` is what their authors do, `issuing` what puts a version before the cities, `releasing` who sees it from when
and what becomes of it, `remarking` the remarks and their answers, `accepting` the rules of cooperation. `origins` is
where a result came from, `publishing` what everybody reads of it, `comparing` what became of one version on the way to
another, `holding` locks them.
"""

from hub.results.accepting import Accepted, accept, acceptances, accepted_at, rules_of, to_accept
from hub.results.comparing import compared, paragraphs
from hub.results.holding import issued, newest
from hub.results.issuing import correct, issue
from hub.results.origins import authors, threads_of, topics_of
from hub.results.publishing import Published, published
from hub.results.releasing import adopt, do_due, release, withdraw
from hub.results.remarking import answer, remark, settle, take_remarks, unanswered
from hub.results.writing import Draft, discard, edit, start

__all__ = [
    "Accepted",
    "Draft",
    "Published",
    "accept",
    "acceptances",
    "accepted_at",
    "adopt",
    "answer",
    "authors",
    "compared",
    "correct",
    "discard",
    "do_due",
    "edit",
    "issue",
    "issued",
    "newest",
    "paragraphs",
    "published",
    "release",
    "remark",
    "rules_of",
    "settle",
    "start",
    "take_remarks",
    "threads_of",
    "to_accept",
    "topics_of",
    "unanswered",
    "withdraw",
]
