"""Prints the ten longest functions of the package: not a gate, a place to look again."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src"


def main() -> None:
    """Prints lines, place and name, the longest first."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append(((node.end_lineno or node.lineno) - node.lineno + 1, path.relative_to(SOURCE), node.lineno, node.name))
    for lines, path, line, name in sorted(found, reverse=True)[:10]:
        print(f"{lines:4}  {path}:{line}  {name}")


if __name__ == "__main__":
    main()
