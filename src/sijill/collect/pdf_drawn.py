"""What is drawn on the pages of a PDF, by pdfminer, letters only and not more than can be held."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from sijill.collect.item import Refusal


def drawn(data: bytes, source: str, most_on_page: int, most_in_all: int) -> Iterator[Iterable[object]]:
    """The letters of each page in the order of drawing, before any guess at its layout.

    Raises a Refusal where there are more of them than that, so that a few bytes do not draw letters without end.
    """
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    class Letters(PDFPageAggregator):
        """Keeps letters and leaves lines and pictures out."""

        on_page = in_all = forms = 0

        def render_char(self, *arguments: Any) -> float:
            self.on_page += 1
            self.in_all += 1
            if self.on_page > most_on_page:
                raise Refusal(source, "limit", f"more than {most_on_page:,} letters on one page")
            if self.in_all > most_in_all:
                raise Refusal(source, "limit", f"more than {most_in_all:,} letters in it")
            return super().render_char(*arguments)

        def begin_figure(self, *arguments: Any) -> None:
            self.forms += 1
            if self.forms > most_on_page:
                raise Refusal(source, "limit", f"more than {most_on_page:,} figures in it")
            super().begin_figure(*arguments)

        def paint_path(self, *arguments: Any) -> None:
            """Lines tell nothing."""

        def render_image(self, *arguments: Any) -> None:
            """Nor do pictures."""

    resources = PDFResourceManager(caching=True)
    device = Letters(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(io.BytesIO(data)):
        device.on_page = 0
        interpreter.process_page(page)
        yield device.get_result()
