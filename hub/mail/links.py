"""Where letters lead. A secret stands in the fragment: no server logs it, and fetching the page uses nothing up."""

from hub.settings import Settings


def sign_in_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/logowanie/link#{secret}"


def reset_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/haslo#{secret}"


def invitation_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/zaproszenie#{secret}"


def office_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/zaproszenie/urzad#{secret}"
