"""A device that keeps passkeys, in software: it makes what a browser's `navigator.credentials` gives."""

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40

Options = dict[str, Any]
Credential = dict[str, Any]


@dataclass
class Authenticator:
    """Holds one passkey; its fields may be bent by a test."""

    origin: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    user: bytes = b""
    count: int = 0
    flags: int = PRESENT | VERIFIED

    def make(self, options: Options) -> Credential:
        """A new passkey, by the options of a registration."""
        self.user = base64url_to_bytes(options["user"]["id"])
        kept = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + self._public_key()
        data = self._data(options["rp"]["id"], self.flags | WITH_KEY) + kept
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._credential(clientDataJSON=client, attestationObject=attestation)

    def sign(self, options: Options) -> Credential:
        """Shows the passkey, by the options of a sign-in."""
        self.count += 1
        client, data = self._client("webauthn.get", options["challenge"]), self._data(options["rpId"], self.flags)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            clientDataJSON=client, authenticatorData=data, signature=signature, userHandle=self.user
        )

    def _data(self, rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _public_key(self) -> bytes:
        """In COSE: elliptic curve, ES256, P-256 and the point."""
        point = self.key.public_key().public_numbers()
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})

    def _credential(self, **response: bytes) -> Credential:
        written = {name: bytes_to_base64url(value) for name, value in response.items()}
        id = bytes_to_base64url(self.id)
        return {"id": id, "rawId": id, "type": "public-key", "response": written, "clientExtensionResults": {}}
