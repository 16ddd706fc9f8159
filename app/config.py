"""Every setting: its name, its default, what it is for. Read from the environment; a wrong one fails loudly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOCAL = ("127.0.0.1", "localhost", "::1")


class WrongSetting(Exception):
    """A setting is missing or wrong; ``str()`` is one line that says which and how to mend it."""


@dataclass(frozen=True)
class Settings:
    """The portal's settings, checked."""

    data_dir: Path
    database_url: str
    secret_key: str
    base_url: str
    smtp_url: str | None
    mail_from: str
    company: str
    trusted_proxy_count: int
    upload_megabytes: int
    demo: bool

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or "localhost"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the portal under its address."""
        return self.host in LOCAL

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings from ``environ``; raises :class:`WrongSetting` with one clear line."""
    data_dir = Path(environ.get("DATA_DIR") or ".data").resolve()
    base_url = (environ.get("BASE_URL") or "http://127.0.0.1:8000").rstrip("/")
    if urlsplit(base_url).scheme not in ("http", "https") or not urlsplit(base_url).hostname:
        raise WrongSetting(
            f"BASE_URL must be an address such as https://interviews.example.com, not {base_url!r}."
        )
    demo = _flag(environ, "DEMO")
    if demo and urlsplit(base_url).hostname not in LOCAL:
        raise WrongSetting("DEMO=1 is for a local address only: its people and passwords are not secret.")
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(environ, data_dir),
        secret_key=_secret_key(environ, data_dir),
        base_url=base_url,
        smtp_url=_smtp_url(environ),
        mail_from=environ.get("MAIL_FROM") or f"colloquy@{urlsplit(base_url).hostname}",
        company=_company(environ),
        trusted_proxy_count=_number(environ, "TRUSTED_PROXY_COUNT", 0, 0, 10),
        upload_megabytes=_number(environ, "UPLOAD_MEGABYTES", 10, 1, 100),
        demo=demo,
    )


def _database_url(environ: Mapping[str, str], data_dir: Path) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'colloquy.db'}"
    if url.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise WrongSetting("DATABASE_URL must begin with sqlite:/// or postgresql://.")


def _secret_key(environ: Mapping[str, str], data_dir: Path) -> str:
    """SECRET_KEY, or the key that the first run left in the data folder. There is no sample secret."""
    key = environ.get("SECRET_KEY") or ""
    if not key and (file := data_dir / "secret-key").exists():
        key = file.read_text().strip()
    if not key:
        raise WrongSetting(
            "SECRET_KEY is missing: set it, or start with `python3 dev.py run`, which makes one."
        )
    if len(key) < 32:
        raise WrongSetting("SECRET_KEY is too short: it needs at least 32 characters.")
    return key


def _smtp_url(environ: Mapping[str, str]) -> str | None:
    url = environ.get("SMTP_URL") or None
    if url and urlsplit(url).scheme not in ("smtp", "smtps"):
        raise WrongSetting("SMTP_URL must look like smtp://user:password@host:587 or smtps://host.")
    return url


def _company(environ: Mapping[str, str]) -> str:
    name = (environ.get("COMPANY") or "").strip()
    if len(name) > 100 or any(ord(character) < 32 for character in name):
        raise WrongSetting("COMPANY must be the company's name on one line, at most 100 characters.")
    return name


def _number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not low <= int(text) <= high:
        raise WrongSetting(f"{name} must be a number from {low} to {high}, not {text!r}.")
    return int(text)


def _flag(environ: Mapping[str, str], name: str) -> bool:
    text = (environ.get(name) or "0").lower()
    if text not in ("0", "1", "true", "false", "yes", "no"):
        raise WrongSetting(f"{name} must be 1 or 0, not {text!r}.")
    return text in ("1", "true", "yes")
