"""Results and remarks."""

from hub import models
from schema.enums.describing import describe

describe(
    models.ResultKind,
    "What a result is.",
    scheme="A scheme: how to go about something.",
    solution="A solution that works.",
    recommendation="A recommendation to others.",
    practice="A good practice.",
    rules="The network's rules of cooperation; they stay within it, and newcomers accept them.",
)
describe(
    models.ResultState,
    "How far a result has come.",
    draft="Its authors write it.",
    under_opinion="A version was put before the cities.",
    adopted="The network has adopted it.",
    published="It was adopted, and everybody sees it.",
    withdrawn="It was taken back.",
)
describe(
    models.Rung,
    "Who sees a result. Each sees what those after them see too.",
    authors="Its authors, and who moderates.",
    members="Member cities.",
    observers="Observers too.",
    zmp="All cities of the association.",
    public="Everybody.",
)
describe(
    models.RemarkAnswer,
    "What the authors do about a remark.",
    accepted="They do what it asks for.",
    in_part="They do some of it.",
    rejected="They leave it as it is.",
)
describe(
    models.Stance,
    "What a city says of its remark when the next version has come.",
    withdrawn="The version meets it.",
    maintained="It still stands.",
)
