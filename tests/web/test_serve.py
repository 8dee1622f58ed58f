"""`sijill serve` opens the site on this machine alone, and says what is missing where it cannot."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from sijill.cli import serve
from sijill.cli.command import run
from sijill.web import assets
from tests.web.conftest import samples  # noqa: F401 - a fixture


@pytest.mark.skipif(bool(assets.missing_assets()), reason="the site's parts are missing: `make site` brings them")
def test_the_command_serves_the_project_until_it_is_ended(samples: Path, tmp_path: Path) -> None:  # noqa: F811
    folder = tmp_path / "project"
    shutil.copytree(samples, folder)
    program = "from sijill.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", "0", "--project", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as served:
        try:
            assert served.stdout
            name, address = served.stdout.readline().strip().split("\t")
            assert name == "site"
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert "سِجِلّ" in answer.read().decode()
        finally:
            served.terminate()


def test_what_is_missing_is_told(samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    monkeypatch.setattr(assets, "VENDOR", samples / "nowhere")
    assert run(["serve", "--project", str(samples)]) == 1
    told = "sijill: the site's script library and typefaces are not in this installation; `make site` brings them (it needs Node)\n"
    assert capsys.readouterr().err == told
    monkeypatch.setattr(serve, "NEEDED", ("fastapi", "nowhere_to_be_found"))
    assert run(["serve", "--project", str(samples)]) == 1
    assert "the site needs nowhere_to_be_found, which is not installed; `pip install 'sijill[web]'` brings it" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    if assets.missing_assets():
        pytest.skip("the site's parts are missing: `make site` brings them")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port), "--project", str(samples)]) == 1
    assert capsys.readouterr().err == f"sijill: port {port} is taken; --port names another, 0 takes any free one\n"
