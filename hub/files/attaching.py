"""Files and what they hang on: given by who sent them, once, in the transaction of what they write."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update

from hub import events, ids, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid, NotAllowed
from hub.models import EventKind, File, FileOwner, Network, Person, Post, Result, ResultVersion, Thread

LIMIT = 10
"""Files of one post."""
ALT_LIMIT = 500


async def attach(work: Work, owner: FileOwner, owner_id: UUID, network_id: UUID, file_ids: Sequence[str]) -> None:
    """Leaves the owner with just these files, in this order: its own, and uploads of the viewer's.

    Raises Invalid (field fileIds) for any other, in the same words as for one that never was.
    """
    wanted = list(dict.fromkeys(file_ids))
    if len(wanted) > LIMIT:
        raise Invalid("fileIds", "At most {limit} files fit here.", limit=LIMIT)
    theirs = and_theirs = {file.public_id: file for file in await _held(work, owner, owner_id)}
    if new := [id for id in wanted if id not in theirs]:
        and_theirs = theirs | await _uploads(work, network_id, new)
    for id, file in theirs.items():
        if id not in wanted:
            file.removed_at = work.at
    for place, id in enumerate(wanted):
        if id not in and_theirs:
            raise Invalid("fileIds", "One of these files cannot be attached. Please send it again.")
        file = and_theirs[id]
        file.owner, file.owner_id, file.place = owner, owner_id, place


async def _held(work: Work, owner: FileOwner, owner_id: UUID) -> Sequence[File]:
    return await work.rows(
        select(File).where(File.owner == owner, File.owner_id == owner_id, File.removed_at.is_(None))
    )


async def _uploads(work: Work, network_id: UUID, file_ids: Sequence[str]) -> dict[str, File]:
    """Those of the viewer's uploads there that hang on nothing yet, held until the commit."""
    decoded = [it for id in file_ids if (it := ids.decode(id))]
    found = await work.rows(
        (await permissions.visible(work, File))
        .where(
            File.id.in_([uuid for prefix, uuid in decoded if prefix == File.prefix]),
            File.network_id == network_id,
            File.owner_id.is_(None),
        )
        .with_for_update()
    )
    return {file.public_id: file for file in found}


async def of(work: Work, owner: FileOwner, owner_ids: Sequence[UUID]) -> dict[UUID, list[File]]:
    """The files of each of these, as far as the viewer sees them; absent means none."""
    there = (await permissions.visible_files(work, owner)).where(File.owner_id.in_(owner_ids))
    found: dict[UUID, list[File]] = defaultdict(list)
    for file in await work.rows(there.order_by(File.place)):
        assert file.owner_id, "asked for by its owner"
        found[file.owner_id].append(file)
    return found


@transaction
async def describe(work: Work, file_id: str, alt: str) -> File:
    """Says what a picture shows, for who cannot see it. The uploader does, as long as they may change the post."""
    uploader = permissions.signed_in(work)
    file = await permissions.find(work, File, file_id)
    if file.uploader_id != uploader:
        raise NotAllowed("Only who sent a file may describe it.")
    if file.owner is FileOwner.VERSION:
        await _require_writing(work, file)
    if file.owner is FileOwner.POST:
        post, thread = await _post(work, file)
        permissions.require(await permissions.why_not_change(work, post, thread))
        events.record(work, EventKind.POST_EDITED, post, thread)
    file.alt = text.line("alt", alt, ALT_LIMIT) if alt.strip() else ""
    return file


@transaction
async def discard(work: Work, file_id: str) -> None:
    """Takes back an upload that hangs on nothing."""
    file = await permissions.find(work, File, file_id)
    if file.owner_id is not None:
        raise NotAllowed("This file is attached to a post. Edit the post to remove it.")
    file.removed_at = work.at


async def _require_writing(work: Work, file: File) -> None:
    """Of a version that was issued nothing changes any more."""
    version = await work.get(ResultVersion, file.owner_id)
    result = await work.get(Result, version.result_id) if version else None
    assert version
    assert result, "what can be seen hangs on something"
    if version.issued_at:
        raise NotAllowed("This version has been issued; it stays as it is.")
    permissions.require(await permissions.why_not_edit_result(work, result))


async def _post(work: Work, file: File) -> tuple[Post, Thread]:
    post = await work.get(Post, file.owner_id)
    thread = await work.get(Thread, post.thread_id) if post else None
    assert post
    assert thread, "what can be seen hangs on something"
    return post, thread


async def find(work: Work, file_id: str) -> File:
    """Raises NotFound for what is not there and for what the viewer may not see."""
    return await permissions.find(work, File, file_id)


async def uploaded_by(work: Work, person: Person) -> Sequence[tuple[File, str]]:
    """All that somebody sent and that is still there, with the network."""
    found = await work.execute(
        select(File, Network.name)
        .join(Network, Network.id == File.network_id)
        .where(File.uploader_id == person.id, File.removed_at.is_(None))
        .order_by(File.created_at)
    )
    rows: Sequence[tuple[File, str]] = found.all()
    return rows


async def take_back_uploads(work: Work, person: Person) -> None:
    """What somebody sent and never attached goes; what stands in a post stays with it."""
    hanging_on_nothing = (File.uploader_id == person.id, File.owner_id.is_(None), File.removed_at.is_(None))
    await work.execute(update(File).where(*hanging_on_nothing).values(removed_at=work.at))
