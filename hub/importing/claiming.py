"""Somebody says that imported posts are theirs; who moderates the network confirms it, and from then on they are."""

from hub import acts, permissions, threads
from hub.database import Work, transaction
from hub.errors import Conflict
from hub.importing.authors import give
from hub.models import ActKind, Person, Post, Report, ReportOutcome


@transaction
async def claim(work: Work, post_id: str, reason: str) -> Report:
    """Asks the moderators for all posts of that post's author; a second time gives the claim there is."""
    post = await permissions.find(work, Post, post_id)
    permissions.require(permissions.why_not_claim(work, post, await _author(work, post)))
    report = await threads.report(work, post_id, reason)
    report.is_claim = True
    return report


@transaction
async def confirm(work: Work, report_id: str) -> Report:
    """Gives whoever claims them all that was brought in under that name. Raises Conflict when somebody has it."""
    report, post, thread = await threads.to_resolve(work, report_id)
    permissions.require(permissions.why_not_confirm(work, report))
    author, claimant = await _author(work, post), await work.get(Person, report.reporter_id)
    assert claimant, "who claims is somebody"
    if not author.import_key:
        raise Conflict("These posts have been given to somebody already.")
    await acts.note(work, ActKind.POSTS_GIVEN, thread.network_id, post)
    await threads.settle(work, post, ReportOutcome.CONFIRMED, "")
    await give(work, thread.network_id, author, claimant)
    return report


async def _author(work: Work, post: Post) -> Person:
    author = await work.get(Person, post.author_id)
    assert author, "a post has an author"
    return author
