"""People, how the hub knows them, and what they are in networks.

`accounts` are who can sign in. `passwords`, mailed `links` and `passkeys` open `sessions`; `tokens` let programs in.
`standings` say what people are in networks, `profiles` and `faces` who they are. All `secrets` are stored hashed.
"""

from hub.people.accounts import add, set_language, with_email
from hub.people.faces import FACE_LIMIT, face_of, faces, keep_face, remove_face, set_face, square
from hub.people.links import LINK_LASTS, end_links, forget_links, make_link, redeem_link, request_link
from hub.people.passkeys import (
    add_passkey,
    own_passkeys,
    remove_passkey,
    sign_in_with_passkey,
    start_passkey,
    start_passkey_sign_in,
)
from hub.people.passwords import change_password, hashed, request_reset, reset_password, set_password, sign_in
from hub.people.profiles import Profile, change_function, change_profile, introduce, latest_seats
from hub.people.programs import add_service
from hub.people.secrets import new_secret, secret_hash
from hub.people.sessions import (
    SESSION_LASTS,
    SignedIn,
    by_session,
    end_other_sessions,
    end_session,
    end_sessions,
    open_session,
    own_sessions,
    sign_in_to_demo,
    sign_out,
)
from hub.people.standings import add_standing, end_standing, invite_coordinator
from hub.people.tokens import (
    by_token,
    end_expired_tokens,
    end_own_token,
    end_token,
    make_own_token,
    make_service_token,
    make_token,
    networks_of_tokens,
    own_tokens,
    tokens_of_services,
    was_told,
)

__all__ = [
    "FACE_LIMIT",
    "LINK_LASTS",
    "SESSION_LASTS",
    "Profile",
    "SignedIn",
    "add",
    "add_passkey",
    "add_service",
    "add_standing",
    "by_session",
    "by_token",
    "change_function",
    "change_password",
    "change_profile",
    "end_expired_tokens",
    "end_links",
    "end_other_sessions",
    "end_own_token",
    "end_session",
    "end_sessions",
    "end_standing",
    "end_token",
    "face_of",
    "faces",
    "forget_links",
    "hashed",
    "introduce",
    "invite_coordinator",
    "keep_face",
    "latest_seats",
    "make_link",
    "make_own_token",
    "make_service_token",
    "make_token",
    "networks_of_tokens",
    "new_secret",
    "open_session",
    "own_passkeys",
    "own_sessions",
    "own_tokens",
    "redeem_link",
    "remove_face",
    "remove_passkey",
    "request_link",
    "request_reset",
    "reset_password",
    "secret_hash",
    "set_face",
    "set_language",
    "set_password",
    "sign_in",
    "sign_in_to_demo",
    "sign_in_with_passkey",
    "sign_out",
    "square",
    "start_passkey",
    "start_passkey_sign_in",
    "tokens_of_services",
    "was_told",
    "with_email",
]
