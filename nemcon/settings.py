"""Settings, read once when a process starts: from the environment (`NEMCON_...`) or a file.

Every setting is listed in docs/operations.md; a test fails when one is missing there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation sets. Durations are in seconds."""

    model_config = SettingsConfigDict(
        env_prefix="NEMCON_", env_file=".env", extra="ignore", frozen=True
    )

    database_url: str = Field(
        default="sqlite:///nemcon.db",
        description="Where the register is kept: sqlite:///path or postgresql://user@host/name.",
    )
    link_key: SecretStr = Field(
        default=SecretStr(""),
        description="The secret from which personal links are derived; at least 32 characters.",
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="How the pages are reached from outside; links in letters begin with it.",
    )
    host: str = Field(default="127.0.0.1", description="The address on which the web listens.")
    port: int = Field(default=8000, description="The port on which the web listens.")
    web_threads: int = Field(
        default=4,
        ge=1,
        le=64,
        description="How many requests one web process works on at once; more only wait on Python.",
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses of proxies whose X-Forwarded-For is believed, comma-separated.",
    )
    body_limit_bytes: int = Field(
        default=256 * 1024, ge=1024, description="The largest request that is taken in, in bytes."
    )
    body_seconds: float = Field(
        default=20, gt=0, description="How long a request may take until it has arrived whole."
    )
    scan_limit_bytes: int = Field(
        default=10 * 1024 * 1024,
        ge=64 * 1024,
        le=64 * 1024 * 1024,
        description="The largest scan of a paper that is taken in, in bytes.",
    )
    filings_per_minute: int = Field(
        default=60, ge=1, description="How many filings one personal link or token may send."
    )
    filings_per_minute_per_address: int = Field(
        default=600, ge=1, description="How many filings may come from one network address."
    )
    wrong_tokens_per_minute: int = Field(
        default=30, ge=1, description="How many unknown tokens one network address may show."
    )
    session_idle_minutes: int = Field(
        default=120, ge=5, description="After how many minutes unused a staff session ends."
    )
    session_hours: int = Field(
        default=12, ge=1, le=24 * 7, description="After how many hours a staff session ends."
    )
    sign_ins_per_minute: int = Field(
        default=10, ge=1, description="How many letters to sign in by one address may ask for."
    )
    sign_in_letters: bool = Field(
        default=True, description="Whether staff may sign in by a letter to their address."
    )
    oidc_issuer: str = Field(
        default="",
        description="The OpenID Connect provider at which staff may sign in too; none when empty.",
    )
    oidc_name: str = Field(
        default="your organization", description="What that provider is called on our pages."
    )
    oidc_client_id: str = Field(
        default="", description="How that provider knows this installation."
    )
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="The secret of that client."
    )
    oidc_address_claim: str = Field(
        default="email", description="Which claim of that provider holds a person's address."
    )
    metrics_public: bool = Field(
        default=False, description="Whether the metrics are shown without a token of the staff."
    )
    grace_seconds: int = Field(
        default=5,
        ge=2,
        le=60,
        description="How long after a deadline the book stays open for what is on its way.",
    )
    recall_seconds: int = Field(
        default=60,
        ge=0,
        le=3600,
        description="How long the letters of a launch are held, so that it may be recalled; "
        "0 for none.",
    )
    calendars_folder: str = Field(
        default="",
        description="A folder with the official holidays that this installation adds.",
    )
    profiles_folder: str = Field(
        default="",
        description="A folder with the rules of procedure that this installation adds.",
    )
    house: str = Field(
        default="",
        description=(
            "The file of the house style of documents; that of the United Nations when empty."
        ),
    )
    fonts_folder: str = Field(
        default="",
        description=(
            "Folders with the fonts of PDF files that this installation adds, parted by colons."
        ),
    )
    temporal_address: str = Field(
        default="127.0.0.1:7233", description="Where Temporal's frontend listens."
    )
    temporal_namespace: str = Field(default="default", description="The Temporal namespace.")
    task_queue: str = Field(default="nemcon", description="The queue that the workers serve.")
    relay_seconds: float = Field(
        default=0.25, gt=0, description="How often the worker looks for nudges that wait."
    )
    smtp_host: str = Field(default="127.0.0.1", description="The mail relay.")
    smtp_port: int = Field(default=1025, description="The port of the mail relay.")
    smtp_user: str = Field(default="", description="The user name at the relay, if it needs one.")
    smtp_password: SecretStr = Field(
        default=SecretStr(""), description="The password at the relay."
    )
    smtp_tls: Literal["none", "starttls", "implicit"] = Field(
        default="none", description="How the connection to the relay is protected."
    )
    smtp_connections: int = Field(
        default=4, ge=1, le=32, description="How many connections to the relay are kept."
    )
    smtp_timeout: float = Field(default=30, description="How long an answer of the relay may take.")
    mail_domain: str = Field(
        default="nemcon.example", description="The domain of message ids and return addresses."
    )
    mail_from: str = Field(
        default="secretariat@nemcon.example", description="The address that letters come from."
    )
    mail_reply_to: str = Field(
        default="", description="Where replies go; the sender's address when empty."
    )
    returned_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="The port on which `nemcon receive` takes in mail that comes back to letters; "
        "0 for none.",
    )
    returned_host: str = Field(
        default="127.0.0.1", description="The address on which it listens for mail that comes back."
    )
    returned_protocol: Literal["smtp", "lmtp"] = Field(
        default="lmtp", description="How the relay hands over mail that comes back."
    )
    returned_limit_bytes: int = Field(
        default=5 * 1024 * 1024,
        ge=64 * 1024,
        description="The largest message that is taken in, in bytes.",
    )
    replies_kept: bool = Field(
        default=False,
        description="Whether replies to letters are addressed to where mail comes back, and kept.",
    )
    webhooks_private: bool = Field(
        default=False,
        description=(
            "Whether webhooks may go without TLS and into private networks: for home use only."
        ),
    )
    mailbox_dir: Path | None = Field(
        default=None, description="Where the local mail sink keeps its letters; none in production."
    )

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def mail_office(self) -> str:
        """The address at which the staff is written to."""
        return self.mail_reply_to or self.mail_from
