"""What is wrong with a file, and where."""


class BadFile(ValueError):
    """Nothing of the file is used. `line` begins at 1; None when it is about the whole file."""

    def __init__(self, line: int | None, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"Line {line}: {reason}" if line else f"The file {reason}")


def number(text: str | None, line: int, what: str) -> int:
    """A whole number, at least 0."""
    try:
        value = int((text or "").strip())
    except ValueError:
        raise BadFile(line, f"{what} is {text!r}, which is not a whole number") from None
    if value < 0:
        raise BadFile(line, f"{what} is negative")
    return value
