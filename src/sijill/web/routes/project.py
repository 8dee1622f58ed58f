"""The project page: verifying, trying again what failed, a backup, and withdrawing a report."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.background import BackgroundTask

from sijill.errors import LedgerError
from sijill.ledger.again import retry
from sijill.ledger.backup import backup
from sijill.ledger.verify import STEPS, Verdict, verify
from sijill.ledger.withdraw import WHY, withdraw
from sijill.web.jobs import Job
from sijill.web.pages.project import of_unread, project_page, withdrawal_of
from sijill.web.routes.jobs import begun
from sijill.web.site import Checked, Language, Site
from sijill.web.wording import wording

HEAD = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
Word = Annotated[str, Form()]


def router(site: Site) -> APIRouter:
    """The routes of the project page."""
    routes = APIRouter()

    @routes.get("/{language}/project")
    def project(request: Request, language: Language, withdrawn: str = "") -> HTMLResponse:
        return shown(site, request, language, withdrawn=withdrawn)

    @routes.post("/{language}/project/verify", dependencies=[Checked])
    def verify_it(request: Request, language: Language, head: Word = "") -> Response:
        """Recomputes everything, against a head that was kept elsewhere where one is told."""
        told = HEAD.fullmatch(head.strip())
        if head.strip() and told is None:
            problem = wording(language).catalogue.gettext("A head is sha256: and 64 digits, 0 to 9 and a to f.")
            return shown(site, request, language, problem=problem, status=422)

        def work(job: Job) -> Verdict:
            return verify(site.project, f"sha256:{told[1]}" if told else None, begin=lambda step: job.tell(STEPS.index(step), len(STEPS)))

        return begun(site, language, "verify", work)

    @routes.post("/{language}/project/retry", dependencies=[Checked])
    def try_again(language: Language, failure: Word = "") -> Response:
        """Tries a failure again, or all that are open."""

        def work(job: Job) -> list[tuple[str, str, str]]:
            told: list[tuple[str, str, str]] = []
            retry(
                site.project,
                [failure] if failure else [],
                lambda one: told.append((one.kind, one.name, of_unread(site.project, one.reason))),
            )
            return told

        return begun(site, language, "retry", work)

    @routes.post("/{language}/project/backup", dependencies=[Checked])
    def back_up(request: Request, language: Language, passphrase: Word = "", again: Word = "") -> Response:
        """The whole project in one file, encrypted where there is a passphrase."""
        if passphrase != again:
            problem = wording(language).catalogue.gettext("The two passphrases are not the same. No backup was made.")
            return shown(site, request, language, problem=problem, status=422)
        with ExitStack() as undone:
            try:
                folder = Path(tempfile.mkdtemp(prefix=".backup-", dir=site.project.folder))
                undone.callback(shutil.rmtree, folder, ignore_errors=True)
                path = folder / f"sijill-{date.today().isoformat()}.zip"
                head = backup(site.project, path, passphrase or None)
            except (LedgerError, OSError) as error:
                return shown(site, request, language, problem=str(error), status=422)
            undone.pop_all()
        return FileResponse(
            path, media_type="application/zip", filename=path.name, headers={"x-sijill-head": head},
            background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
        )  # fmt: skip

    @routes.get("/{language}/project/withdraw")
    def ask(request: Request, language: Language, report: str = "") -> HTMLResponse:
        """What withdrawing a report would take away."""
        try:
            with site.project.engine.connect() as connection:
                told = withdrawal_of(site.project, connection, report.strip(), wording(language))
        except LedgerError as error:
            return shown(site, request, language, problem=str(error), status=404)
        of_source = {one.name: of_unread(site.project, one.source) for one in told.reach.with_it}
        return site.page(request, language, "withdraw.html", told=told, of_source=of_source, reasons=WHY, here="project")

    @routes.post("/{language}/project/withdraw", dependencies=[Checked])
    def take_away(language: Language, report: Word, why: Word = "other") -> Response:
        """Takes a report's content away for good."""
        try:
            name = withdraw(site.project, report, why)
        except LedgerError as error:
            raise HTTPException(422, str(error)) from error
        return RedirectResponse(f"/{language}/project?withdrawn={name}", 303)

    return routes


def shown(
    site: Site, request: Request, language: str, *, problem: str = "", withdrawn: str = "", status: int = 200
) -> HTMLResponse:  # fmt: skip
    """The project page, with what went wrong or what was just done."""
    with site.project.engine.connect() as connection:
        page = project_page(site.project, connection)
    told = withdrawn if re.fullmatch(r"r[1-9][0-9]{0,15}", withdrawn) else ""
    return site.page(
        request, language, "project.html", status=status, page=page, project=site.project, problem=problem, withdrawn=told,
        last=site.jobs.last("verify"), here="project",
    )  # fmt: skip
