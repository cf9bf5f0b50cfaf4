"""Settings from the environment, checked: a wrong value stops the start and says how a right one looks."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from houtai.core.workspaces.engines.server import Server

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
HOST = re.compile(r"(\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\]|\*)\Z", re.IGNORECASE)
PLACE = re.compile(r"(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\]):\d{1,5}\Z", re.IGNORECASE)


class WrongSetting(ImproperlyConfigured):
    """One or more variables of the environment cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the desk is reached. origin: scheme, host and port without a slash; port: the one to listen on."""

    scheme: str
    hostname: str
    port: int
    origin: str


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mail is handed over. tls: "" (none), "starttls" or "tls" from the first byte."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: str = ""


class Environment:
    """Reads variables, collects what is wrong with them, and `check()` raises it all at once."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self._variables = os.environ if variables is None else variables
        self._wrong: list[str] = []

    def check(self) -> None:
        """Raise WrongSetting when anything read so far was wrong."""
        if self._wrong:
            raise WrongSetting("\n".join(self._wrong))

    def path(self, name: str, *, default: Path) -> Path:
        value = self._variables.get(name, "").strip()
        path = Path(value).expanduser().absolute() if value else default
        if path.exists() and not path.is_dir():
            self._refuse(name, str(path), "a folder, for example /srv/houtai")
        return path

    def url(self, name: str, *, default: str) -> Address:
        value = self._variables.get(name, "").strip() or default
        address = _address(value)
        if address is None:
            self._refuse(name, value, "a web address without a path, for example https://desk.example.com")
        return address or _address(default) or Address(scheme="http", hostname="", port=0, origin="")

    def flag(self, name: str, *, default: bool) -> bool:
        value = self._variables.get(name)
        if value is None:
            return default
        if value.lower() not in TRUE | FALSE:
            self._refuse(name, value, "1 or 0")
        return value.lower() in TRUE

    def whole(self, name: str, *, default: int, least: int = 1) -> int:
        value = self._variables.get(name, "").strip() or str(default)
        if not (value.isascii() and value.isdigit() and int(value) >= least):
            self._refuse(name, value, f"a whole number from {least} on")
            return default
        return int(value)

    def hosts(self, name: str, *, default: Sequence[str]) -> list[str]:
        words = self._variables.get(name, "").replace(",", " ").split()
        for word in words:
            if not HOST.match(word):
                self._refuse(name, word, "host names between spaces, for example: desk.example.com news.example.com")
        return words or list(dict.fromkeys(default))

    def places(self, name: str) -> list[str]:
        """Machines in the form 192.0.2.7:8080, parted by blanks or commas; none by default."""
        places = self._variables.get(name, "").replace(",", " ").split()
        wrong = [place for place in places if not PLACE.match(place)]
        if wrong:
            self._refuse(name, wrong[0], "IP addresses with ports, for example 192.0.2.7:8080 [2001:db8::7]:80")
        return places

    def smtp(self, name: str) -> MailServer:
        """A mail server as an address: its scheme says how the line is encrypted; by default port 25 here."""
        value = self._variables.get(name, "").strip()
        server = _mail_server(value) if value else MailServer()
        if server is None:
            wanted = "smtp, smtp+starttls or smtps and a server, for example smtps://user:password@mail.example.com"
            self._refuse(name, "***" if "@" in value else value, wanted)
        return server or MailServer()

    def postgres(self, name: str) -> Server | None:
        """A PostgreSQL server by its address; None when there is none."""
        value = self._variables.get(name, "").strip()
        try:
            return Server.parse(value) if value else None
        except ValueError:
            example = "postgresql://user:password@127.0.0.1:5432/postgres"
            self._refuse(name, "***", f"the address of a PostgreSQL server, for example {example}")
            return None

    def choice(self, name: str, *, choices: Sequence[str], default: str) -> str:
        value = self._variables.get(name, "").strip() or default
        if value not in choices:
            self._refuse(name, value, "one of " + ", ".join(choices))
        return value

    def secret(self, name: str, *, file: Path) -> str:
        """The variable, else what the file holds; the file is made on first use, for its owner only."""
        value = self._variables.get(name, "")
        if not value:
            return self._kept(name, file)
        if len(value) < 50 or len(set(value)) < 5:
            self._refuse(name, "***", f"at least 50 random characters, or unset so that {file} keeps one")
        return value

    def _kept(self, name: str, file: Path) -> str:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            return read_or_create(file)
        except OSError as error:
            self._refuse(name, str(file), f"set, or its file readable and writable ({error.strerror})")
            return secrets.token_urlsafe(50)

    def _refuse(self, name: str, value: str, wanted: str) -> None:
        self._wrong.append(f"{name} is {value!r}, but it must be {wanted}.")


def read_or_create(file: Path) -> str:
    """The secret in this file. Two processes that start at once end with the same one."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    if not file.exists():
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text("ascii").strip()


def _address(value: str) -> Address | None:
    try:
        parts = urlsplit(value)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or not HOST.match(parts.hostname):
        return None
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        return None
    return Address(scheme=parts.scheme, hostname=parts.hostname, port=port, origin=f"{parts.scheme}://{parts.netloc}")


def _mail_server(value: str) -> MailServer | None:
    tls, usual = {"smtp": ("", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}, None
    try:
        parts = urlsplit(value)
        usual, port = tls.get(parts.scheme), parts.port
    except ValueError:
        return None
    if usual is None or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        return None
    return MailServer(
        host=parts.hostname,
        port=port or usual[1],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=usual[0],
    )
