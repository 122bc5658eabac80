"""What can be set, all of it by environment variables that begin with HUB_."""

import ipaddress
import os
import re
import secrets
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from hub.errors import BadSetting

VAR = Path("var")
"""Where an installation without other settings keeps its database and its secret."""

_DATABASES = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HUB_", env_ignore_empty=True, extra="ignore", frozen=True)

    database_url: str = Field(
        f"sqlite:///{VAR}/hub.sqlite3",
        description="Where the data lives: sqlite:///path or postgresql://user:password@host/name.",
    )
    broadcast_url: str = Field(
        "memory://", description="The bus between processes: memory:// for one process, or redis://host:6379."
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="The port to listen on.")
    public_url: str = Field(
        "",
        description="How people reach the hub, such as https://empiria.example; empty means http://HOST:PORT.",
    )
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Addresses or networks of reverse proxies whose X-Forwarded-* headers are believed, with commas.",
    )
    secret: SecretStr = Field(
        SecretStr(""),
        description="A long random text that keys sessions; made and kept under var/ if absent.",
    )
    files_url: str = Field(
        "",
        description="Where files are kept: file:///folder, s3://bucket/folder, gs://…, az://…; var/files if absent. "
        "Several processes need the same.",
    )
    file_limit_mb: int = Field(25, ge=1, le=1000, description="How big a file may be, in MB.")
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Where mail goes: smtp://user:password@host:587 or smtps://…; if absent, to the log.",
    )
    mail_from: str = Field("Empiria <empiria@localhost>", description="The sender of the hub's mail.")
    inbound_domain: str = Field(
        "", description="The domain of addresses to which people reply by mail, such as odpowiedz.empiria.example."
    )
    inbound_listen: str = Field(
        "",
        description="Where mail for that domain is taken in by SMTP, such as 127.0.0.1:8025; if absent, nowhere.",
    )
    webhooks: bool = Field(False, description="Whether news may be delivered to addresses that people name (webhooks).")
    webhooks_to_loopback: bool = Field(
        False, description="Whether that may be this machine, by http and on any port; for trying them out."
    )
    operator: str = Field(
        "",
        description="Who runs the hub and answers for personal data: name and postal address, shown on its page.",
    )
    operator_email: str = Field("", description="Where people write about their personal data.")
    rate: int = Field(
        6000,
        ge=0,
        description="Points that an access token may spend in a minute; a person twice, an address ten times that; "
        "0 for no limit.",
    )
    demo: bool = Field(
        False,
        description="Lists the demo's accounts on the sign-in page, to be entered with one click; on loopback only.",
    )

    @field_validator("database_url")
    @classmethod
    def _names_its_driver(cls, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        driver = _DATABASES.get(scheme.partition("+")[0])
        if not separator or not driver:
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return f"{driver}://{rest}"

    @field_validator("broadcast_url")
    @classmethod
    def _is_a_known_bus(cls, url: str) -> str:
        if url != "memory://" and urlsplit(url).scheme not in ("redis", "rediss"):
            raise ValueError("must be memory:// or begin with redis:// or rediss://")
        return url

    @field_validator("files_url")
    @classmethod
    def _is_a_known_store(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in ("file", "memory", "s3", "s3a", "gs", "az"):
            raise ValueError("must begin with file:///, s3://, gs:// or az://")
        return url

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/")):
            raise ValueError("must be an origin such as https://empiria.example, without a path")
        return url.rstrip("/")

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _are_networks(cls, value: str | list[str]) -> list[str]:
        names = value.split(",") if isinstance(value, str) else value
        return [str(ipaddress.ip_network(name.strip())) for name in names if name.strip()]

    @field_validator("smtp_url")
    @classmethod
    def _is_smtp(cls, url: SecretStr) -> SecretStr:
        text = url.get_secret_value()
        if text and (urlsplit(text).scheme not in ("smtp", "smtps") or not urlsplit(text).hostname):
            raise ValueError("must begin with smtp:// or smtps:// and name a host")
        return url

    @field_validator("inbound_listen")
    @classmethod
    def _is_a_port(cls, listen: str) -> str:
        if listen and not re.fullmatch(r"[^\s:]+:\d{1,5}", listen):
            raise ValueError("must be HOST:PORT, such as 127.0.0.1:8025")
        return listen

    @field_validator("mail_from")
    @classmethod
    def _names_an_address(cls, sender: str) -> str:
        if not re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+", parseaddr(sender)[1]):
            raise ValueError("must hold an address, such as Empiria <empiria@empiria.example>")
        return sender

    @cached_property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def files_at(self) -> str:
        return self.files_url or (VAR / "files").absolute().as_uri()

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def is_on_loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @cached_property
    def secret_key(self) -> bytes:
        return (self.secret.get_secret_value() or _kept_secret(VAR / "secret")).encode()


def load() -> Settings:
    """The settings of this process. Raises BadSetting with one sentence that names the variable and why."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "HUB_" + "_".join(str(part) for part in first["loc"][:1]).upper()
        raise BadSetting(f"{name} {_reason(first['msg'])}.") from None


def _reason(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text if text.startswith("must") else f"is not valid: {text[0].lower()}{text[1:]}"


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", opener=_owner_only) as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
