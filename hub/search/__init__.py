"""Search: what people wrote and made, found in any inflection by those who may see it.

`kinds` declares what is found and in which of its words; to add a noun is to add an entry there. `indexing` keeps the
index in the transaction of each change, `rebuilding` for what was there before it. `scopes` says in which part of it
one looks. `polish` brings words to what their forms share, `questions` reads what is asked for, `matching` says it to
each database, `finding` answers with what the viewer may see, `typos` forgives one when nothing matches, and `passages`
shows where the words stand.
"""

from hub.search.finding import COUNTED, Entries, Found, count, find
from hub.search.indexing import index
from hub.search.kinds import FINDABLE, Facet, Facets
from hub.search.passages import Segment, passage
from hub.search.polish import loaded
from hub.search.questions import Question, question
from hub.search.rebuilding import complete, rebuild

__all__ = [
    "COUNTED",
    "FINDABLE",
    "Entries",
    "Facet",
    "Facets",
    "Found",
    "Question",
    "Segment",
    "complete",
    "count",
    "find",
    "index",
    "loaded",
    "passage",
    "question",
    "rebuild",
]
