"""F13: who loses a standing, a session or a token hears nothing more, bus up or down. How soon, soak says."""

from tests.faults.ground import Ground
from tests.faults.revocation import busy, revoke, without_bus


async def test_nothing_reaches_who_has_lost_access(ground: Ground) -> None:
    async with busy(ground) as origins:
        seen = await revoke(ground, origins, count=6)
        assert seen.holds
        async with without_bus(ground):
            seen = await revoke(ground, origins, count=6)
            assert seen.holds
