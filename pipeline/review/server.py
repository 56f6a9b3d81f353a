"""The review's web server: bound to this computer alone, every address behind a token that is new at each start."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.types import ASGIApp

from pipeline.exit_codes import ExitCode, UserError
from pipeline.review.api import routes
from pipeline.review.desk import Desk
from pipeline.review.guard import Guard
from pipeline.review.pictures import Pictures

HOST: Final = "127.0.0.1"
_TOKEN_BYTES: Final = 24
_GRACE_SECONDS: Final = 3


def make_app(desk: Desk, token: str, port: int) -> ASGIApp:
    """The application that answers on ``port`` to addresses that begin with ``token``."""
    return Guard(Starlette(routes=routes(desk, Pictures(desk.out))), token, port)


def serve(out: Path, reviewer: str, port: int, ready: Callable[[str, Desk], None]) -> None:
    """Serve until the process is told to end; ``ready`` is told the address once it can be opened. ``port`` 0 is any free one.

    Raises :class:`UserError` where the port is taken or ``out`` cannot be reviewed.
    """
    import uvicorn

    desk = Desk(out, reviewer)
    try:
        with _bound(port) as bound:
            number = bound.getsockname()[1]
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            config = uvicorn.Config(
                make_app(desk, token, number),
                log_level="error",
                access_log=False,  # it would tell the token
                server_header=False,
                proxy_headers=False,
                lifespan="off",
                ws="none",
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
            server = uvicorn.Server(config)
            threading.Thread(target=ready, args=(f"http://{HOST}:{number}/{token}/", desk), daemon=True).start()
            server.run(sockets=[bound])
    except KeyboardInterrupt:  # how a review ends
        pass
    finally:
        desk.close()


def _bound(port: int) -> socket.socket:
    """A socket that listens on this computer alone: connections wait in it until they are served."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        bound.listen()
    except OSError as error:
        bound.close()
        message = f"port {port} cannot be used ({error.strerror}); choose another with --port, or leave it out"
        raise UserError(message, ExitCode.BAD_ARGUMENTS) from error
    return bound
