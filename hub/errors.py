"""What can go wrong, each with a code the contract promises and a full sentence for a person.

The sentence is written in English where it happens; `words` has it in the viewer's language.
"""

from typing import Any, ClassVar


class HubError(Exception):
    """An answer, not an accident: shown to whoever asked, in their language."""

    code: ClassVar[str]

    def __init__(self, sentence: str, /, **parts: Any) -> None:
        super().__init__(sentence.format(**parts))
        self.sentence = sentence
        self.parts = parts

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code}


class NotSignedIn(HubError):
    code = "NOT_SIGNED_IN"

    def __init__(self) -> None:
        super().__init__("Please sign in first.")


class NotFound(HubError):
    """For what does not exist and for what one may not see: always the same words."""

    code = "NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("There is nothing here, or nothing you may see.")


class NotAllowed(HubError):
    """For what one can see but not touch."""

    code = "NOT_ALLOWED"


class Invalid(HubError):
    code = "INVALID"

    def __init__(self, field: str, sentence: str, /, **parts: Any) -> None:
        super().__init__(sentence, **parts)
        self.field = field

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "field": self.field}


class Conflict(HubError):
    code = "CONFLICT"


class RateLimited(HubError):
    code = "RATE_LIMITED"

    def __init__(self, seconds: int) -> None:
        super().__init__("This was tried too often. Please try again in {minutes} min.", minutes=-(-seconds // 60))
        self.seconds = seconds

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "retryAfter": self.seconds}


class TooCostly(HubError):
    """Asks for more than is answered at once."""

    code = "TOO_COSTLY"

    def __init__(self, measure: str, asked: int, limit: int, sentence: str) -> None:
        super().__init__(sentence, asked=asked, limit=limit)
        self.measure, self.asked, self.limit = measure, asked, limit

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "measure": self.measure, "asked": self.asked, "limit": self.limit}


class NotPersisted(HubError):
    """In the words and with the code that programs look for, who then send the whole document."""

    code = "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")


class Unavailable(HubError):
    code = "UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("This could not be done just now. Please try again in a moment.")


class BadSetting(Exception):
    """Stops the start, with one sentence for the operator."""
