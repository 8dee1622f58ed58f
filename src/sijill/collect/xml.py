"""XML taken apart piece by piece, entities refused: nothing is expanded, nothing outside is fetched, depth is bounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from sijill.collect.item import Refusal

CHUNK = 1 << 16
Names = dict[str, str]


@dataclass(slots=True, kw_only=True)
class Handlers:
    """What is told of each element: its name as "address name", its attributes, its words; `enough` ends the walk."""

    start: Callable[[str, Names], None]
    end: Callable[[str], None]
    words: Callable[[str], None]
    enough: Callable[[], bool] = field(default=lambda: False)


def walk(stream: BinaryIO, handlers: Handlers, source: str, nesting: int, encoding: str | None = None) -> None:
    """Goes through the whole stream. Raises a Refusal where it is no XML, declares entities or lies too deep."""
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: Names) -> None:
        nonlocal depth
        depth += 1
        if depth > nesting:
            raise Refusal(source, "limit", f"its elements lie more than {nesting} deep in each other")
        handlers.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handlers.end(name)

    def refuse(*_: object) -> None:
        raise Refusal(source, "open", "it declares entities, which are refused")

    def refuse_external(*_: object) -> int:
        raise Refusal(source, "open", "it refers to an entity outside itself, which is refused")

    def skipped(*_: object) -> None:
        raise Refusal(source, "open", "it uses an entity that is declared elsewhere, which is refused")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, handlers.words
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = parser.NotationDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse_external
    parser.SkippedEntityHandler = skipped
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
            if handlers.enough():
                return
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal(source, "open", f"this is no whole XML ({expat.ErrorString(error.code)}, line {error.lineno})") from error


def local(name: str) -> str:
    """The name of an element without its namespace."""
    return name.rpartition(" ")[2]
