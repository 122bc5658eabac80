"""F18: who is ahead of a restored backup is told to load afresh, and goes on from there."""

from tests.faults.backups import copied
from tests.faults.crowd import tokens
from tests.faults.ground import Ground
from tests.faults.invariants import what_was_delivered_is_whole
from tests.faults.reader import Reader
from tests.faults.writer import Writer
from tests.patience import until


async def test_who_is_ahead_of_a_restored_backup_loads_afresh(ground: Ground) -> None:
    writing, *reading = await tokens(ground, 3)
    threads, network = [*ground.threads.values()], ground.network.public_id
    async with copied(ground) as restored:
        before = await ground.worker()
        at_once, later = (Reader([before.origin], token, network, jitter=0.1) for token in reading)
        async with at_once.following(), later.following():
            await until(lambda: at_once.is_live and later.is_live, "that both follow")
            await Writer([before.origin], writing, threads).write(4)
            await until(lambda: at_once.number == later.number == 4, "that both are ahead")
        await before.stop()
        after = await restored.worker()
        at_once.origins = later.origins = [after.origin]
        async with at_once.following():
            await until(lambda: len(at_once.runs) == 2 and at_once.is_live, "that the head below is noticed")
            await Writer([after.origin], writing, threads).write(6)
            async with later.following():  # whose number has been given out again
                await until(lambda: len(later.runs) == 2, "that the other event is noticed")
                await Writer([after.origin], writing, threads).write()
                await until(lambda: at_once.number == later.number == 7, "that both go on")
        stored = await restored.stored()
    assert [run.base for run in at_once.runs + later.runs] == [0, 0, 0, 6]
    assert what_was_delivered_is_whole(at_once.runs, stored, "members")
    assert what_was_delivered_is_whole(later.runs, stored, "members")
