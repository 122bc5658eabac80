"""Passkeys: a way in by a key that a device keeps. https://www.w3.org/TR/webauthn-3/

A browser signs a challenge of ours, once and within minutes, for the address at which it sees us.
"""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from sqlalchemy import delete, select
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hub import ids, limits, outbox, permissions, text
from hub.database import Viewer, Work, transaction
from hub.errors import Invalid, NotFound
from hub.models import LetterKind, Passkey, PasskeyChallenge
from hub.people import accounts, devices, sessions
from hub.people.secrets import new_challenge
from hub.people.sessions import SignedIn

CHALLENGE_LASTS = timedelta(minutes=5)
MOST = 20
"""Passkeys a person may have."""

Options = dict[str, Any]
"""What `navigator.credentials` takes, as JSON; see `PublicKeyCredential.parseCreationOptionsFromJSON`."""
Credential = Any
"""What `navigator.credentials` gives, as `PublicKeyCredential.toJSON` writes it."""

T = TypeVar("T")


async def own_passkeys(work: Work) -> Sequence[Passkey]:
    """The viewer's, the oldest first."""
    mine = select(Passkey).where(Passkey.person_id == permissions.in_person(work))
    return await work.rows(mine.order_by(Passkey.created_at, Passkey.id))


async def start_passkey(viewer: Viewer) -> Options:
    """What a browser needs to make a new passkey for the viewer."""
    await viewer.tries(limits.PASSKEY)
    return await _start_passkey(viewer)


async def add_passkey(viewer: Viewer, name: str, credential: Credential) -> Passkey:
    """Keeps the passkey that the browser has made; its owner learns of it by mail. Raises Invalid (credential)."""
    async with viewer.database.reading(viewer) as work:
        person_id = permissions.in_person(work)
    await viewer.tries(limits.PASSKEY)
    made = _read(lambda: parse_registration_credential_json(credential))
    challenge = _read(lambda: parse_client_data_json(made.response.client_data_json).challenge)
    await _spend(viewer, challenge, person_id)
    verified = _read(
        lambda: webauthn.verify_registration_response(
            credential=made,
            expected_challenge=challenge,
            expected_rp_id=_rp_id(viewer),
            expected_origin=viewer.origin,
        )
    )
    passkey = {
        "credential_id": verified.credential_id,
        "public_key": verified.credential_public_key,
        "sign_count": verified.sign_count,
    }
    return await _keep(viewer, name.strip() or devices.short(viewer.device) or "Passkey", passkey)


@transaction
async def remove_passkey(work: Work, id: str) -> None:
    """Lets it open nothing any more. Raises NotFound for anybody else's."""
    person_id = permissions.in_person(work)
    match ids.decode(id):
        case (Passkey.prefix, uuid):
            own = delete(Passkey).where(Passkey.id == uuid, Passkey.person_id == person_id)
            if (await work.execute(own)).rowcount:
                return
    raise NotFound()


async def start_passkey_sign_in(viewer: Viewer) -> Options:
    """What a browser needs to sign in; the same for everybody, as nobody has said yet who they are."""
    await viewer.tries(limits.PASSKEY)
    challenge = await _challenge(viewer, None)
    options = webauthn.generate_authentication_options(
        rp_id=_rp_id(viewer), challenge=challenge, user_verification=UserVerificationRequirement.PREFERRED
    )
    return _as_json(options)


async def sign_in_with_passkey(viewer: Viewer, credential: Credential) -> SignedIn:
    """Raises Invalid (credential) alike for whatever is wrong with it."""
    await viewer.tries(limits.PASSKEY)
    shown = _read(lambda: parse_authentication_credential_json(credential))
    challenge = _read(lambda: parse_client_data_json(shown.response.client_data_json).challenge)
    await _spend(viewer, challenge, None)
    return await _open(viewer, shown, challenge)


@transaction
async def _start_passkey(work: Work) -> Options:
    permissions.in_person(work)
    person, held = await permissions.viewer(work), await own_passkeys(work)
    if len(held) >= MOST:
        raise Invalid("name", "There are {most} passkeys already. Please remove one first.", most=MOST)
    options = webauthn.generate_registration_options(
        rp_id=_rp_id(work.viewer),
        rp_name="Empiria",
        user_id=person.id.bytes,
        user_name=person.email or "",
        user_display_name=person.name,
        challenge=await _challenge(work, person.id),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=passkey.credential_id) for passkey in held],
    )
    return _as_json(options)


@transaction
async def _keep(work: Work, name: str, made: dict[str, Any]) -> Passkey:
    person_id = permissions.in_person(work)
    known = await work.row(select(Passkey.id).where(Passkey.credential_id == made["credential_id"]))
    if known or len(await own_passkeys(work)) >= MOST:
        raise _refusal()
    passkey = await work.add(
        Passkey(person_id=person_id, name=text.line("name", name, 100), created_at=work.at, **made)
    )
    await outbox.post(work, LetterKind.PASSKEY_ADDED, to=await permissions.viewer(work))
    return passkey


@transaction
async def _open(work: Work, shown: Any, challenge: bytes) -> SignedIn:
    """The row is held while its count is compared, so that a copied passkey is not used twice at once."""
    of_credential = select(Passkey).where(Passkey.credential_id == shown.raw_id).with_for_update()
    passkey = await work.row(of_credential)
    person = await accounts.admitted_person(work, passkey.person_id) if passkey else None
    if passkey is None or person is None or shown.response.user_handle != person.id.bytes:
        raise _refusal()
    verified = _read(
        lambda: webauthn.verify_authentication_response(
            credential=shown,
            expected_challenge=challenge,
            expected_rp_id=_rp_id(work.viewer),
            expected_origin=work.viewer.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    )
    passkey.sign_count, passkey.last_used_at = verified.new_sign_count, work.at
    return await sessions.open_session(work, person.id)


# Challenges


@transaction
async def _challenge(work: Work, person_id: UUID | None) -> bytes:
    """To be signed once and soon: for a new passkey of that person, or to sign in."""
    row = PasskeyChallenge(challenge=new_challenge(), person_id=person_id, expires_at=work.at + CHALLENGE_LASTS)
    return (await work.add(row)).challenge


@transaction
async def _spend(work: Work, challenge: bytes, person_id: UUID | None) -> None:
    """Uses it up, whatever comes of it: in a transaction of its own, which a refusal does not undo."""
    ours = delete(PasskeyChallenge).where(
        PasskeyChallenge.challenge == challenge,
        PasskeyChallenge.person_id.is_not_distinct_from(person_id),
        PasskeyChallenge.expires_at > work.at,
    )
    if not (await work.execute(ours)).rowcount:
        raise _refusal()


def _rp_id(viewer: Viewer) -> str:
    return urlsplit(viewer.origin).hostname or ""


def _as_json(options: Any) -> Options:
    found: Options = json.loads(webauthn.options_to_json(options))
    return found


def _read(verify: Callable[[], T]) -> T:
    """What the library makes of a credential, which may be anything: whatever fails, it does not fit."""
    try:
        return verify()
    except Exception:
        raise _refusal() from None


def _refusal() -> Invalid:
    return Invalid("credential", "This passkey does not fit. Please try again, or sign in another way.")
