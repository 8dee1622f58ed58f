"""What the pages share: the project, the templates, and what every page shows around its own content."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Form, HTTPException
from fastapi import Path as InPath
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sijill.ledger.columns import columns
from sijill.ledger.project import Project
from sijill.ledger.remembered import Remembered
from sijill.web.guard import COOKIE, HEADER, is_token, token_of
from sijill.web.jobs import Jobs
from sijill.web.wording import LANGUAGES, Wording, wording

HERE = Path(__file__).parent
THEMES = frozenset({"light", "dark"})

Language = Annotated[str, InPath(pattern="^(ar|en)$")]


def checked(request: Request, csrf: Annotated[str, Form()] = "") -> None:
    """Refuses a change whose form is not of this browser."""
    if not is_token(request, csrf or request.headers.get(HEADER)):
        raise HTTPException(403, "the form is not of this browser; reload the page")


Checked = Depends(checked)


@dataclass(frozen=True)
class Site:
    """The site of one project."""

    project: Project
    jobs: Jobs = field(default_factory=Jobs)
    waiting: Remembered = field(default_factory=Remembered)

    @cached_property
    def templates(self) -> dict[str, Environment]:
        """The templates by language: escaped by default, an unknown name is an error."""
        return {language: _environment(wording(language)) for language in LANGUAGES}

    def page(self, request: Request, language: str, template: str, /, *, status: int = 200, **told: Any) -> HTMLResponse:
        """A page, or a part of one, in that language; the browser gets its token with it."""
        token = token_of(request)
        words = wording(language)
        shown = self.templates[language].get_template(template).render(
            lang=language, words=words, labels=words.labels, token=token, theme=_theme(request), operator=self.project.operator,
            project_name=self.project.folder.resolve().name, other_language=_other(request, language), keys=_keys(words),
            belief_word=lambda grade: self.project.settings.beliefs.word(grade, language), beliefs=self.project.settings.beliefs.grades,
            field_name=lambda field: field_names(language).get(field, field), **told,
        )  # fmt: skip
        answer = HTMLResponse(shown, status)
        if request.cookies.get(COOKIE) != token:
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
        return answer


def field_names(language: str) -> dict[str, str]:
    """What people read for the fields of a claim."""
    return {column.id: column.name(language) for column in columns()}


def _environment(words: Wording) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.install_gettext_translations(words.catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(number=words.number, day=words.day, moment=words.moment)
    return made


def _theme(request: Request) -> str | None:
    theme = request.cookies.get("sijill_theme")
    return theme if theme in THEMES else None


def _other(request: Request, language: str) -> str:
    """The address of the same page in the other language."""
    other = "en" if language == "ar" else "ar"
    path = request.url.path
    own = f"/{other}{path[3:]}" if path[1:3] == language else f"/{other}/"
    return own + (f"?{request.url.query}" if request.url.query else "")


def _keys(words: Wording) -> list[tuple[str, str]]:
    told = words.catalogue.gettext
    return [
        ("j k", told("next and previous claim")),
        ("a", told("accept the reading, and go on")),
        ("e", told("correct it")),
        ("x", told("reject it")),
        ("u", told("undo")),
        ("g", told("jump to the words")),
        ("r", told("say why, then judge")),
        ("b", told("whether it is believed")),
        ("h", told("its history")),
        ("m", told("merge with another claim")),
        ("s", told("split a mention off")),
        ("t", told("into the text: arrows go from word to word, with Shift they select more, with Ctrl by letters")),
        ("F2", told("from a form into the text and back")),
        ("q", told("the statements")),
        ("c", told("add a missed claim from the selected words")),
        ("o", told("the kept original")),
        ("1 2", told("take the first reader's answer, or the second's")),
        ("n", told("next report of the queue")),
        ("/", told("search")),
        ("Ctrl ↵", told("save the form")),
        ("Esc", told("leave the form")),
        ("?", told("these keys")),
    ]
