"""Config, commands: the web server of one node, for this machine or behind a proxy on it."""

import errno
import os
import socket
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from salwa.config.wsgi import application
from salwa.platform import home as homes
from salwa.platform.database import starting
from salwa.platform.errors import Refused
from salwa.platform.ledger.background import Sealing
from salwa.platform.ledger.sealing import signer_of

_HOST = "127.0.0.1"


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with its settings handed in, reading none from files or from the command line."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return application


@click.command(epilog="\b\nExamples:\n  salwa run\n  salwa run --port 8080 --workers 4")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=None, help="Processes; one more than the cores if not given."
)
def run(port: int, workers: int | None) -> None:
    """Serve the pages and the API at 127.0.0.1, until interrupted.

    For other machines put a proxy that speaks https in front, and name its address in SALWA_PUBLIC_URL.
    """
    home = homes.current()
    node = home.node()
    _check_port(port)
    starting.ensure_running(home)
    signer = signer_of(home)
    click.echo(f"Salwa of {node.name}: http://{_HOST}:{port}/  (stop with Ctrl-C)")
    settings = {
        "bind": f"{_HOST}:{port}",
        "workers": workers or min(2, os.cpu_count() or 1) + 1,
        "threads": 4,
        "worker_class": "gthread",
        "timeout": 300,
        "preload_app": False,
        "umask": 0o077,
        "control_socket_disable": True,
        "loglevel": "warning",
        "proc_name": "salwa",
        "post_worker_init": lambda _worker: Sealing(signer).start(),
    }
    _Server(settings).run()


def _check_port(port: int) -> None:
    """Refuse in words a port that cannot be had, instead of retrying."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refused(f"Port {port} is taken by another program: give another with --port.") from None
            raise Refused(f"Port {port} cannot be used ({error.strerror}): give another with --port.") from None
