"""Texts for timings and trials: real articles where a corpus is laid beside the project, else the samples, repeated."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus" / "conflict.jsonl.gz"


def articles() -> list[tuple[str, str | None]]:
    """(text, day of publication) of each article."""
    if CORPUS.exists():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return [(f"{row['title']}\n\n{row['text']}", row["date"]) for row in rows]
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    return [(text, "2019-03-14") for text in texts for _ in range(60)]


def long_text(letters: int) -> str:
    """A text of about so many letters, made of whole articles."""
    pieces: list[str] = []
    length = 0
    while length < letters:
        for text, _ in articles():
            pieces.append(text)
            length += len(text) + 2
            if length >= letters:
                break
    return "\n\n".join(pieces)[:letters]
