"""What time it is, asked in one place."""

from datetime import UTC, datetime

__all__ = ["UTC", "now"]


def now() -> datetime:
    return datetime.now(UTC)
