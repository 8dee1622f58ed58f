"""What is told of things from outside, when they are taken in: it stands over what they tell themselves."""

from __future__ import annotations

import dataclasses

from sijill.collect.item import Gathered, Item
from sijill.settings import Known

TOLD = "argument"


def with_told(item: Item, known: Known) -> Item:
    """The item with the day and the outlet that were told for it."""
    if isinstance(item, Gathered) and known.published:
        item = dataclasses.replace(item, published=known.published, published_at=None, published_from=TOLD)
    if isinstance(item, Gathered) and known.outlet:
        item = dataclasses.replace(item, outlet=known.outlet, outlet_from=TOLD)
    return item
