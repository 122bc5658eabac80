"""Where letters lead. A secret stands in the fragment: no server logs it, and fetching the page uses nothing up."""

from hub.models import Network, Thread
from hub.settings import Settings


def sign_in_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/logowanie/link#{secret}"


def reset_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/haslo#{secret}"


def invitation_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/zaproszenie#{secret}"


def office_link(settings: Settings, secret: str) -> str:
    return f"{settings.origin}/zaproszenie/urzad#{secret}"


def thread_link(settings: Settings, network: Network, thread: Thread) -> str:
    return f"{settings.origin}/sieci/{network.slug}/rozmowy/{thread.public_id}"


def webhooks_link(settings: Settings) -> str:
    return f"{settings.origin}/konto/webhooki"


def unsubscribe_link(settings: Settings, token: str) -> str:
    """The one whose secret stands in the path: mail programs ask it themselves (RFC 8058). It ends mail, no more."""
    return f"{settings.origin}/rezygnacja/{token}"
