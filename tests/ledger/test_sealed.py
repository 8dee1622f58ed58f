"""A backup under a passphrase: nothing of it can be read, and what is wrong with it leaves nothing behind."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyrage
import pytest

from sijill.cli.command import run
from sijill.errors import LedgerError
from sijill.ledger.backup import backup, restore
from sijill.ledger.packed import Packed
from sijill.ledger.project import Project, find_project
from sijill.ledger.sealed import CONTENT, KEY
from sijill.ledger.status import status_of
from sijill.ledger.verify import verify
from tests.ledger.conftest import entered, gathered

CANARY = "زرقاويلطيفكناري"
PASSPHRASE = "سبع نخلات في الميناء"
HELD = ["ledger.sqlite", "sijill.toml", "vault"]
PIECE = 64 * 1024 + 16  # what age encrypts at once, with its seal


@pytest.fixture(scope="module")
def unlock() -> Callable[[bytes, str], bytes]:
    """What opens a key; that takes a second or two on purpose, so that each is opened once only."""
    return cache(pyrage.passphrase.decrypt)


@pytest.fixture(scope="module")
def kept(samples: Path, unlock: Callable[[bytes, str], bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a canary in it, and beside it `b.age.zip`, its backup under a passphrase."""
    folder = tmp_path_factory.mktemp("sealed")
    shutil.copytree(samples, folder / "project")
    project = find_project(folder / "project")
    entered(project, gathered(f"قتل 12 مدنيا في تعز. وقال {CANARY} إنه رأى ذلك.", f"{CANARY}.txt", title=CANARY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "decrypt", unlock)
        backup(project, folder / "b.age.zip", PASSPHRASE)
    project.engine.dispose()
    return folder


@pytest.fixture
def quick(unlock: Callable[[bytes, str], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrage.passphrase, "decrypt", unlock)


def resealed(path: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A backup whose parts somebody changed who knows how the file is made."""
    with zipfile.ZipFile(path) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def refused(path: Path, folder: Path, match: str = "altered|broken", passphrase: str = PASSPHRASE) -> None:
    """A backup that is not restored, and leaves nothing."""
    before = sorted(folder.iterdir())
    with pytest.raises(LedgerError, match=match):
        restore(path, folder / "deep" / "again", passphrase)
    assert sorted(folder.iterdir()) == before


@pytest.mark.usefixtures("quick")
def test_a_backup_under_a_passphrase_brings_all_back_and_shows_nothing(kept: Path, tmp_path: Path) -> None:
    project = find_project(kept / "project")
    for told in (CANARY.encode(), b"ledger.sqlite", b"SQLite", b"vault"):
        assert told not in (kept / "b.age.zip").read_bytes()
    (tmp_path / "empty").mkdir()
    again = restore(kept / "b.age.zip", tmp_path / "empty", PASSPHRASE)
    assert sorted(path.name for path in again.folder.iterdir()) == HELD
    assert status_of(again) == status_of(project)
    assert verify(again).faults == []
    for file in project.vault.files():
        assert (again.folder / file.relative_to(project.folder)).read_bytes() == file.read_bytes()


@pytest.mark.usefixtures("quick")
def test_a_wrong_passphrase_or_none_leaves_nothing(kept: Path, tmp_path: Path) -> None:
    refused(kept / "b.age.zip", tmp_path, r"b\.age\.zip: this passphrase does not open it", "سبع نخلات")
    with pytest.raises(LedgerError, match="it is encrypted, and needs its passphrase"):
        restore(kept / "b.age.zip", tmp_path / "again")
    with pytest.raises(LedgerError, match="it is not encrypted"):  # or anybody could put another in its place
        restore(resealed(kept / "b.age.zip", tmp_path / "c.zip", lambda parts: parts.pop(KEY)), tmp_path / "again", PASSPHRASE)
    assert not (tmp_path / "again").exists()


@pytest.mark.usefixtures("quick")
def test_every_change_is_told_and_leaves_nothing(kept: Path, tmp_path: Path) -> None:
    whole = (kept / "b.age.zip").read_bytes()
    begin = whole.index(b"age-encryption.org")
    end = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"PK\x01\x02"))
    dice = random.Random(7)
    for _ in range(20):
        (tmp_path / "b.zip").write_bytes(flipped(whole, dice.randrange(begin, end)))
        refused(tmp_path / "b.zip", tmp_path)
        (tmp_path / "b.zip").write_bytes(whole[: dice.randrange(len(whole))])
        refused(tmp_path / "b.zip", tmp_path, "altered|broken|not encrypted")


@pytest.mark.usefixtures("quick")
def test_a_change_by_somebody_who_knows_the_format_is_told(
    kept: Path, unlock: Callable[[bytes, str], bytes], tmp_path: Path
) -> None:  # fmt: skip
    dice = random.Random(8)
    with zipfile.ZipFile(kept / "b.age.zip") as held:
        sizes = {name: held.getinfo(name).file_size for name in held.namelist()}
        key = pyrage.x25519.Identity.from_str(unlock(held.read(KEY), PASSPHRASE).decode().strip())

    def tried(change: Callable[[dict[str, bytes]], None], match: str = "altered") -> None:
        refused(resealed(kept / "b.age.zip", tmp_path / "b.zip", change), tmp_path, match)

    for _ in range(20):
        at = dice.randrange(sizes[CONTENT])
        tried(lambda parts, at=at: parts.update({CONTENT: flipped(parts[CONTENT], at)}))
        tried(lambda parts, at=at: parts.update({CONTENT: parts[CONTENT][:at]}))
    tried(lambda parts: parts.update({KEY: b"no key"}), "does not open it")
    other = pyrage.encrypt(b"PK other content", [pyrage.x25519.Identity.generate().to_public()])
    tried(lambda parts: parts.update({CONTENT: other}))
    # cut where age's own pieces end
    long = pyrage.encrypt(random.Random(9).randbytes(200_000), [key.to_public()])
    head = long.index(b"\n", long.index(b"--- ")) + 1 + 16
    tried(lambda parts: parts.update({CONTENT: long[: head + 2 * PIECE]}))
    tried(lambda parts: parts.update({CONTENT: long[:head] + long[head + PIECE :]}))


def test_a_large_vault_is_not_held_in_memory(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(48 << 20)
    packed = Packed([(tmp_path / "large", "vault/la/large")])
    made = bytearray()
    tracemalloc.start()
    while piece := packed.read(8192):
        made += piece
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        assert held.getinfo("vault/la/large").file_size == 48 << 20
        assert held.testzip() is None


def test_a_full_disk_leaves_no_part_of_a_backup(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(reader: io.BytesIO, *_: object) -> None:
        reader.read(10)
        raise pyrage.EncryptError("OSError: [Errno 28] No space left on device")

    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda *_: b"key")
    monkeypatch.setattr(pyrage, "encrypt_io", full)
    with pytest.raises(LedgerError, match="No space left"):
        backup(project, tmp_path / "b.zip", PASSPHRASE)
    assert [path.name for path in tmp_path.iterdir()] == ["project"]
    assert not {path.name for path in project.folder.iterdir()} - {"ledger.sqlite-shm", "ledger.sqlite-wal", *HELD}


def test_the_commands_take_a_passphrase_from_a_file_or_ask(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda content, passphrase: f"{passphrase}|".encode() + content)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda content, passphrase: content.removeprefix(f"{passphrase}|".encode()))
    asked: list[dict[str, object]] = []
    monkeypatch.setattr("click.prompt", lambda *_, **told: asked.append(told) or PASSPHRASE)
    monkeypatch.setenv("SIJILL_PROJECT", str(project.folder))
    secret, one, other = tmp_path / "secret", str(tmp_path / "one.zip"), str(tmp_path / "other.zip")
    secret.write_bytes(f"\ufeff{PASSPHRASE}\r\nمن كتبها\r\n".encode())
    assert run(["backup", one, "--passphrase"]) == 0
    assert asked == [{"hide_input": True, "confirmation_prompt": True, "err": True}]
    assert run(["restore", one, str(tmp_path / "a"), "--passphrase-file", str(secret)]) == 0
    assert run(["backup", other, "--passphrase-file", str(secret)]) == 0
    assert run(["restore", other, str(tmp_path / "b")]) == 0
    assert asked[1:] == [{"hide_input": True, "confirmation_prompt": False, "err": True}]
    capsys.readouterr()
    secret.write_text("\nthe second line is no passphrase\n", encoding="utf-8")
    assert run(["backup", str(tmp_path / "c.zip"), "--passphrase-file", str(secret)]) == 1
    assert capsys.readouterr().err == f"sijill: {secret}: its first line is empty, and so is no passphrase\n"
    assert not (tmp_path / "c.zip").exists()


def test_a_backup_in_the_clear_loads_no_cryptography(project: Project, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom sijill.cli.command import run\n"
        f"assert run(['backup', {str(tmp_path / 'b.zip')!r}, '--project', {str(project.folder)!r}]) == 0\n"
        f"assert run(['restore', {str(tmp_path / 'b.zip')!r}, {str(tmp_path / 'again')!r}]) == 0\n"
        "assert 'pyrage' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed")
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is needed for age to ask on")
def test_the_program_age_opens_it(kept: Path, tmp_path: Path) -> None:
    import pty

    with zipfile.ZipFile(kept / "b.age.zip") as held:
        held.extractall(tmp_path)
    process, terminal = pty.fork()
    if process == 0:
        import os

        os.chdir(tmp_path)
        os.execvp("age", ["age", "-d", "-i", KEY, "-o", "content.zip", CONTENT])
    _answer(process, terminal, PASSPHRASE)
    with zipfile.ZipFile(tmp_path / "content.zip") as held:
        assert "ledger.sqlite" in held.namelist()
        assert held.testzip() is None


def _answer(process: int, terminal: int, words: str) -> None:
    """Types words when they are asked for, and waits for the end."""
    import os

    told = b""
    while b"passphrase" not in told:
        told += os.read(terminal, 1000)
    os.write(terminal, words.encode() + b"\n")
    try:
        while os.read(terminal, 1000):
            pass
    except OSError:  # the terminal is gone with its program
        pass
    os.waitpid(process, 0)
    os.close(terminal)
