"""What one web process holds after it has served many workspaces: memory and file handles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.processes import Running, free_port

PAGES = ("/", "/account/login/")


@dataclass(frozen=True, kw_only=True)
class Held:
    """megabytes: resident memory; handles: open files, sockets and pipes."""

    megabytes: float
    handles: int


def held(home: Path, *, count: int) -> dict[int, Held]:
    """By how many workspaces were visited, each twice: after a few, after half, after all."""
    from houtai.core.workspaces.models import Workspace

    keys = list(Workspace.objects.filter(default=False).order_by("pk").values_list("pk", flat=True)[:count])
    found, port = {}, free_port()
    looks = {min(100, count // 4), count // 2, count}
    with Running("houtai", "web", home=home, port=port) as server:
        for number, key in enumerate(keys, 1):
            visit(port, key)
            if number in looks:
                found[number] = look(worker_of(server.process.pid))
    return found


def visit(port: int, key: str) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, verify=False, timeout=60) as client:  # noqa: S501 - no TLS here.
        for page in PAGES:
            answer = client.get(page, headers={"Host": f"{key}.localhost:{port}"})
            assert answer.status_code == 200, (key, page, answer.status_code)


def worker_of(server: int) -> Path:
    """The process that answers is the server's child."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text("ascii").split()
    return Path("/proc") / max(children, key=lambda child: memory(Path("/proc") / child))


def look(process: Path) -> Held:
    return Held(megabytes=memory(process), handles=len(list((process / "fd").iterdir())))


def memory(process: Path) -> float:
    lines = (process / "status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
