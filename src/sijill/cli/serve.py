"""`sijill serve`: the review site, for one person on this machine."""

from __future__ import annotations

import importlib.util
import socket
import threading
import webbrowser
from pathlib import Path

import click

from sijill.cli.project import PROJECT, project_of
from sijill.errors import SijillError

LOOPBACK = "127.0.0.1"
USUAL = 8321
NEEDED = ("fastapi", "uvicorn", "jinja2", "multipart", "babel")


class SiteError(SijillError):
    """The site cannot be served."""


@click.command(short_help="Open the review site on this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=USUAL, help=f"The port on this machine ({USUAL}); 0 takes any free one.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@PROJECT
def serve(port: int, opens: bool, folder: Path | None) -> None:
    """Open the review site of the project: reports are read, corrected and accepted in a browser, in Arabic or English.

    It answers on this machine alone (127.0.0.1), and fetches nothing from anywhere. Ctrl-C ends it.
    """
    project = project_of(folder)
    able()
    import uvicorn

    from sijill.web.app import create_app
    from sijill.web.warm import warm

    listening = listen(port)
    address = f"http://{LOOPBACK}:{listening.getsockname()[1]}/"
    click.echo(f"site\t{address}")
    threading.Thread(target=warm, daemon=True).start()
    if opens:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    server = uvicorn.Server(uvicorn.Config(create_app(project), log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[listening])


def able() -> None:
    """Raises SiteError where something that the site needs is not installed, telling how to get it."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise SiteError(f"the site needs {', '.join(missing)}, which is not installed; `pip install 'sijill[web]'` brings it")
    from sijill.web.assets import missing_assets

    absent = missing_assets()
    if absent:
        raise SiteError(f"the site's {' and '.join(absent)} are not in this installation; `make site` brings them (it needs Node)")


def listen(port: int) -> socket.socket:
    """A socket that listens on this machine alone; raises SiteError where the port is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen(128)  # from now on whoever asks is answered, once the site stands
    except OSError as error:
        listening.close()
        raise SiteError(f"port {port} is taken; --port names another, 0 takes any free one") from error
    return listening
