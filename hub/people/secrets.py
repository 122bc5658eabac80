"""Secrets that are handed out once: random, and stored hashed only."""

import hashlib
import hmac
import secrets

from hub.database import Database


def new_secret() -> str:
    """256 random bits, as text that fits into an address."""
    return secrets.token_urlsafe(32)


def new_challenge() -> bytes:
    return secrets.token_bytes(32)


def secret_hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def keyed_hash(database: Database, secret: str) -> bytes:
    """Keyed with HUB_SECRET: changing that makes all of these hashes fit nothing any more."""
    return hmac.digest(database.settings.secret_key, secret.encode(), "sha256")
