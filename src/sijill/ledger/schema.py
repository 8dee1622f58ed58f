"""The tables of a ledger.

Two kinds of tables: the log and its contents are the record; all others are what the record amounts to, and can be
dropped and made anew from it (`STATE`). Texts are kept as bytes: not every store takes U+0000 in a string.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, Float, Index, Integer, LargeBinary, MetaData, String, Table, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext

from sijill.errors import LedgerError

PATIENCE = 60  # seconds to wait for another process that writes

tables = MetaData()

migration = Table("migration", tables, Column("number", Integer, primary_key=True), Column("name", String, nullable=False))

events = Table(
    "event", tables,
    Column("writer", String, primary_key=True), Column("seq", Integer, primary_key=True), Column("digest", String, nullable=False),
    Column("kind", String, nullable=False), Column("subject", String), Column("bytes", LargeBinary, nullable=False),
    Index("event_subject", "subject"),
)  # fmt: skip

contents = Table(
    "content", tables,
    Column("writer", String, primary_key=True), Column("seq", Integer, primary_key=True), Column("name", String, primary_key=True),
    Column("salt", LargeBinary, nullable=False), Column("packed", LargeBinary, nullable=False),
)  # fmt: skip

report = Table(
    "report", tables,
    Column("number", Integer, primary_key=True), Column("identity", String, unique=True), Column("digest", String, index=True),
    Column("text_digest", String, index=True), Column("text", LargeBinary), Column("source", String), Column("reference", String),
    Column("title", String), Column("url", String), Column("outlet", String), Column("published", String), Column("media_type", String),
    Column("extractor", String), Column("language", String), Column("forwarded_from", String), Column("captured", String, nullable=False),
    Column("captured_by", String), Column("seq", Integer, nullable=False), Column("read_seq", Integer), Column("claims", Integer),
    Column("statements", Integer), Column("withdrawn", String), Column("outlet_covered", Integer),
    # of what kinds are the pieces of it that are covered, and how many: "person 2, place 1"; NULL: not read, so that all is
    Column("covered", String),
    # what a search, and the list of what is withheld, ask of reports, without their texts
    Index("report_newest", "published", "withdrawn", "outlet", "outlet_covered", "covered"),
)  # fmt: skip

claim = Table(
    "claim", tables,
    Column("report", Integer, primary_key=True), Column("id", String, primary_key=True), Column("place_in_report", Integer, nullable=False),
    Column("key", String, nullable=False, index=True), Column("event", String), Column("effect", String, index=True),
    Column("low", Float), Column("high", Float), Column("bound", String), Column("people", String), Column("also", String),
    Column("polarity", String), Column("certainty", String), Column("scope", String), Column("status", String),
    Column("origin", String), Column("origin_kind", String), Column("place", String), Column("place_id", String, index=True),
    Column("latitude", Float), Column("longitude", Float), Column("starts", String, index=True), Column("ends", String),
    Column("by_hand", Integer, index=True), Column("voice", String, index=True),  # of its origin: the register's id, else its name
    Column("origin_shown", String), Column("place_shown", String), Column("place_hidden", Integer),
    Column("doubts", Integer),
    # what the queue asks of claims, without their rows
    Index("claim_waiting", "report", "key", "place_in_report", "polarity", "doubts", "low", "high", "effect", "voice"),
)  # fmt: skip

# what is said and by whom, with a claim in it or without; the range of its words in code points
statement = Table(
    "statement", tables,
    Column("report", Integer, primary_key=True), Column("id", String, primary_key=True), Column("place_in_report", Integer, nullable=False),
    Column("act", String, nullable=False), Column("certainty", String), Column("start", Integer), Column("end", Integer),
    Column("voice", String, index=True), Column("origin", String), Column("origin_kind", String), Column("origin_shown", String),
    Column("by_hand", Integer, index=True),
)  # fmt: skip

failure = Table(
    "failure", tables,
    Column("number", Integer, primary_key=True), Column("identity", String, index=True), Column("report", Integer),
    Column("source", String), Column("stage", String, nullable=False), Column("reason", String), Column("digest", String),
    Column("at", String, nullable=False), Column("seq", Integer, nullable=False), Column("settled", Integer),
)  # fmt: skip

judgement = Table(
    "judgement", tables,
    Column("seq", Integer, primary_key=True), Column("report", Integer, nullable=False, index=True),
    Column("key", String, nullable=False, index=True), Column("question", String, nullable=False),
    Column("verdict", String, nullable=False), Column("reason", String), Column("judged", LargeBinary), Column("corrected", LargeBinary),
    Column("by", String, nullable=False), Column("at", String, nullable=False),
    Column("in_force", Integer, nullable=False), Column("undone", Integer), Column("blind", Integer, nullable=False),
    Column("first_key", String),
    # what the queue asks of judgements, without what they hold
    Index("judgement_about", "report", "key", "question", "in_force", "seq", "by", "blind", "undone", "first_key", "verdict"),
    Index("judgement_day", "by", "at", "question", "undone", "report", "key"),
)  # fmt: skip

capture = Table(
    "capture", tables,
    Column("seq", Integer, primary_key=True), Column("report", Integer, nullable=False, index=True), Column("source", String),
    Column("container", String), Column("extractor", String), Column("at", String, nullable=False), Column("by", String, nullable=False),
)  # fmt: skip

hand = Table(
    "hand", tables,
    Column("seq", Integer, primary_key=True), Column("report", Integer, nullable=False, index=True), Column("kind", String, nullable=False),
    Column("key", String, index=True), Column("other", String), Column("told", LargeBinary), Column("by", String, nullable=False),
    Column("at", String, nullable=False), Column("undone", Integer),
)  # fmt: skip

# words of a report withheld or released by a person; of those on the same words (`key`: folded), the last is in force
covering = Table(
    "covering", tables,
    Column("seq", Integer, primary_key=True), Column("report", Integer, nullable=False, index=True), Column("kind", String, nullable=False),
    Column("words", String), Column("key", String), Column("reason", String), Column("consent", String),
    Column("by", String, nullable=False), Column("at", String, nullable=False), Column("in_force", Integer, nullable=False),
)  # fmt: skip

# a file out of which things were taken, as it was given: its bytes are kept too
container = Table(
    "container", tables,
    Column("number", Integer, primary_key=True), Column("digest", String, index=True), Column("source", String),
    Column("kind", String, nullable=False), Column("media_type", String), Column("size", Integer),
    Column("at", String, nullable=False), Column("by", String, nullable=False), Column("seq", Integer, nullable=False),
    Column("withdrawn", String),
)  # fmt: skip

# digests of which a withdrawal has still to see whether their bytes must go; empty but between its commit and its end
dropping = Table("dropping", tables, Column("digest", String, primary_key=True))

# an index of folded words, made by SQLite's FTS5; `folded` is the text folded, `bare` its words without what is written together with them;
# the others hold the same with what is covered, where anything is
words = Table(
    "words", MetaData(), Column("rowid", Integer, primary_key=True), Column("folded", String), Column("bare", String),
    Column("covered", String), Column("covered_bare", String),
)  # fmt: skip

STATE = (report, capture, container, claim, statement, hand, failure, judgement, covering, words)


def make_log(connection: Connection) -> None:
    """Makes the tables of the record, empty."""
    for table in (events, contents):
        table.create(connection)


def make_state(connection: Connection) -> None:
    """Makes the tables of the state, empty."""
    for table in STATE:
        if table is not words:
            table.create(connection)
    # which SQLite alone knows how to make
    columns = ", ".join(column.name for column in words.columns if not column.primary_key)
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE words USING fts5({columns}, tokenize = 'unicode61 remove_diacritics 0')")


def drop_state(connection: Connection) -> None:
    """Drops the tables of the state, of this version or an earlier one."""
    for table in STATE:
        table.drop(connection, checkfirst=True)


def open_engine(path: Path) -> Engine:
    """The engine of a ledger's file: write-ahead log, every commit durable, what is deleted overwritten."""
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        try:
            for pragma in (f"busy_timeout = {PATIENCE * 1000}", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path}: {error}") from error

    @event.listens_for(engine, "handle_error")
    def name_it(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, sqlite3.DatabaseError) and not isinstance(
            context.original_exception, sqlite3.IntegrityError | sqlite3.ProgrammingError
        ):
            # the disk is full, the file broken or held by others: told by the file, not by a statement
            raise LedgerError(f"{path}: {context.original_exception}") from context.original_exception

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the right to write from its beginning; committed at the end, undone by an exception."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
