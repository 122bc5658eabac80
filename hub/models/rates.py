"""What programs and people have asked for of late."""

from sqlmodel import Field, SQLModel


class Spent(SQLModel, table=True):
    """What one token, person or address has asked for in one minute."""

    who: str = Field(primary_key=True)
    """Hashed: neither an address nor a working day is to be read from it."""
    minute: int = Field(primary_key=True)
    """Since 1970, by the clock of the process."""
    points: int
