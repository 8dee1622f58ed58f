"""What a program sends: each body with its fields, checked before anything is done."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

GREATEST = 999_999_999  # what a place in a text, or the number of an event, may be
Base = Annotated[int, Field(ge=0, le=GREATEST, description="The claim's `base` as it was read: a change since then is a conflict (409).")]
Reason = Annotated[str | None, Field(max_length=10_000, description="Why; kept with the act.")]
Point = Annotated[int, Field(ge=0, le=GREATEST)]
Words = Annotated[tuple[Point, Point], Field(description="Words of the text: [start, end) in code points.")]
Figure = Annotated[float | None, Field(ge=0, lt=1e12, allow_inf_nan=False)]
Text = Annotated[str, Field(max_length=10_000)]
Name = Annotated[str, Field(max_length=200)]


class Body(BaseModel):
    """A body in which nothing may stand that is not known."""

    model_config = ConfigDict(extra="forbid")


class Judging(Body):
    """Whether a claim is read rightly."""

    verdict: Literal["accepted", "rejected"]
    base: Base
    reason: Reason = None


class Values(Body):
    """What is right, of what was read; only the fields that are sent are corrected, and null says that there is none."""

    effect: Name | None = None
    event: Name | None = None
    low: Figure = None
    high: Figure = None
    group: Name | None = None
    polarity: Name | None = None
    status: Name | None = None
    scope: Name | None = None
    place: Text | None = None
    start: date | None = None
    end: date | None = None
    origin: Text | None = None


class Spans(Body):
    """The words that corrected values stand on."""

    figure_span: Words | None = None
    place_span: Words | None = None
    time_span: Words | None = None
    origin_span: Words | None = None


class Correcting(Body):
    """A correction; with nothing in it the reading is accepted."""

    base: Base
    values: Values = Values()
    spans: Spans = Spans()
    place_id: Annotated[Name | None, Field(description="The id of the gazetteer's place that is meant.")] = None
    reason: Reason = None


class Believing(Body):
    """Whether a claim is believed, by a grade of the project's scale."""

    grade: Name
    base: Base
    reason: Reason = None


class Undoing(Body):
    """What is undone: the judgement of the reading, that of the belief, or that a second reading was asked for."""

    question: Literal["reading", "belief", "second"] = "reading"
    base: Base


class Asking(Body):
    """A second reading is asked for, or what is no longer read is dismissed."""

    reason: Reason = None


class Merging(Body):
    """The claim of the same report that this one is a mention of, by its id in the reading."""

    into: Name
    base: Base


class Splitting(Body):
    """Which mention becomes a claim of its own, by its place among the claim's mentions."""

    mention: Point
    base: Base


class Missing(Body):
    """A claim that the reader missed, on words of the text."""

    words: Words
    event: Name = "other"
    effect: Name | None = None
    low: Figure = None
    high: Figure = None
    group: Name | None = None
    polarity: Name = "asserted"
    status: Name = "happened"
    scope: Name = "event"
    origin: Words | None = None
    place: Words | None = None
    place_id: Name | None = None
    time: Words | None = None
    start: date | None = None
    end: date | None = None


class Stating(Body):
    """A statement that the reader missed, on words of the text."""

    words: Words
    origin: Words | None = None
    act: Name = "assert"


class Covering(Body):
    """Words to be withheld or released."""

    words: Text
    reason: Reason = None
    everywhere: Annotated[bool, Field(description="In all other reports that hold them now, too.")] = False


class Withdrawing(Body):
    """Why a report's content is taken away for good."""

    why: Literal["consent", "danger", "other"] = "other"


class Retrying(Body):
    """The failures to be tried again; all that are open where none is named."""

    failures: Annotated[list[Name], Field(max_length=10_000)] = []


class Verifying(Body):
    """A head that was kept elsewhere, and must stand in the chain."""

    head: Annotated[str | None, Field(pattern="^sha256:[0-9a-f]{64}$")] = None


class BackingUp(Body):
    """The passphrase under which the backup is encrypted."""

    passphrase: Annotated[str | None, Field(min_length=1, max_length=1000)] = None


class Filters(Body):
    """What is looked for; what is not told does not matter. The same names as in the address of the search page."""

    q: Annotated[str, Field(max_length=400, description="Words that a report holds, all of them.")] = ""
    since: Annotated[str, Field(max_length=40, description="Claims of this day or later.")] = ""
    until: Annotated[str, Field(max_length=40, description="Claims of this day or earlier.")] = ""
    around: Annotated[str, Field(max_length=400, description="Claims around the place of this name.")] = ""
    around_id: Annotated[str, Field(max_length=400, description="Claims around the gazetteer's place of this id.")] = ""
    km: Annotated[str, Field(max_length=40, description="How far around it.")] = ""
    spot: Annotated[str, Field(max_length=400, description="A place: its id or its whole name.")] = ""
    origin: Annotated[str, Field(max_length=400, description="A voice: the register's id, else its name.")] = ""
    kind: Annotated[str, Field(max_length=400, description="A kind of voice.")] = ""
    outlet: Annotated[str, Field(max_length=400)] = ""
    effect: Annotated[str, Field(max_length=400)] = ""
    group: Annotated[str, Field(max_length=400)] = ""
    event: Annotated[str, Field(max_length=400)] = ""
    least: Annotated[str, Field(max_length=40, description="The least figure.")] = ""
    judged: Annotated[str, Field(max_length=40, description="none, accepted, corrected or rejected.")] = ""


class Listing(Filters):
    """The same, and which part of the list is wanted."""

    page: Annotated[int, Field(ge=1, le=10_000, description="Which page of the list, from 1.")] = 1
    limit: Annotated[int, Field(ge=1, le=100, description="How many at most.")] = 50


class Exporting(Body):
    """What is to be exported."""

    form: Literal["xlsx", "csv", "jsonl"] = "jsonl"
    unreviewed: Annotated[bool, Field(description="What nobody has accepted, too; each row says whether it was.")] = False
    names: Annotated[bool, Field(description="With what is withheld, for those with the right.")] = False
    language: Literal["ar", "en"] = "en"
    proof: Annotated[bool, Field(description="A zip of the export and its proof.")] = False
    of: Annotated[Filters | None, Field(description="The list whose claims are wanted.")] = None


Json = dict[str, Any]
Jsons = list[Json]


class Detail(BaseModel):
    """Why something was not done; of a conflict also the claim's `base` as it is now."""

    detail: str
    base: int | None = None


class Named(BaseModel):
    """The name of what was made or done something to."""

    name: str


class Listed(BaseModel):
    """A part of a list: how many there are in all, and those of this page."""

    total: int
    items: list[dict[str, Any]]


class Begun(BaseModel):
    """A piece of work that was begun: `/api/jobs/{job}` tells how far it is and what came of it."""

    job: str


class Work(BaseModel):
    """A piece of work: `state` is running, done or failed; `of` is null where nobody can tell how much it is."""

    job: str
    kind: str
    state: str
    done: int
    of: int | None
    fault: str
    result: dict[str, Any] | None
