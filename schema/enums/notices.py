"""What one is told of, and what waits."""

from hub import inbox, models
from schema.enums.describing import describe

describe(
    models.NoticeKind,
    "Why something concerns one.",
    mention="One is mentioned, or one's city or role.",
    reply="Somebody answered one's post.",
    announcement="Those who moderate announce something to everybody.",
    poll_opened="A poll was opened.",
    poll_ending="A poll soon ends, and one's city has not voted.",
    ballot_prepared="A colleague has prepared the city's ballot.",
    review_due="What followed from a poll is to be looked at again.",
    result_released="A result was released to one.",
    version_issued="A newer version came: does it meet one's remark?",
    remark_answered="The authors answered one's remark.",
)
describe(
    models.NoticeLevel,
    "What one is told of.",
    everything="Every post.",
    concerning="Mentions, replies to one, and threads one started, writes in or follows.",
    waiting="Only what waits for one's city: mentions, announcements, polls.",
    nothing="Nothing.",
)
describe(
    models.Rhythm,
    "How often a digest goes out.",
    daily="Every day.",
    weekly="Once a week.",
    never="Never.",
)
describe(
    inbox.WaitingKind,
    "Why something waits for the viewer.",
    mention="A post mentions the viewer, who has not written in its thread since.",
    review="A thread asks for remarks, and the viewer's city has written none.",
    report="Somebody asks the moderators, the viewer among them, to look at a post.",
    request="Somebody wants to join, and the viewer may answer.",
    vote="A poll is open, and the viewer's city, or the viewer, has not voted.",
    remark="A newer version has come, and the viewer's city has not said whether it meets its remark.",
    rules="Rules of cooperation are in force, and the viewer has not accepted them.",
)
