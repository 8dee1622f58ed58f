"""Incidents: tellings of many reports that are of one event, found together, each link with its reasons.

The incidents are a function of the tellings and of what people judged, whatever the order in which reports were added; a
report that is added is compared only within its own blocks. An incident's id is a digest of what it is made of.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.errors import LinkError
from sijill.link.block import Blocks
from sijill.link.cluster import SCALE, Pair, groups, pair
from sijill.link.compare import Part, parts, score, weights
from sijill.link.telling import Telling


@dataclass(frozen=True, slots=True)
class Judged:
    """What people judged of pairs of claims, by their keys: of one incident, and not of one incident."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Incident:
    """An event as reports tell it. `id` is a digest of the keys of its claims."""

    id: str
    tellings: tuple[Telling, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, in order."""
        return tuple(sorted({telling.report for telling in self.tellings}))


class Linking:
    """Tellings with the likelihoods of their pairs; a telling that is added is compared within its blocks."""

    def __init__(self) -> None:
        self.tellings: dict[str, Telling] = {}
        self.likely: dict[Pair, int] = {}
        self._blocks = Blocks()

    def add(self, tellings: Iterable[Telling]) -> int:
        """Adds the tellings of a report; how many comparisons that took."""
        compared, least = 0, weights().least
        for telling in tellings:
            self.tellings[telling.name] = telling
            for other in self._blocks.add(telling):
                compared += 1
                likely = score(telling, other)
                if likely >= least:
                    self.likely[pair(telling.name, other.name)] = round(likely * SCALE)
        return compared

    def incidents(self, judged: Judged | None = None) -> list[Incident]:
        """The incidents, those with the most reports first. Raises LinkError where judgements contradict each other."""
        judged = judged or Judged()
        token = self._tokens()
        name = {told: name for name, told in token.items()}
        likely = {pair(token[one], token[other]): value for (one, other), value in self.likely.items()}
        owners = {token[name]: telling.report for name, telling in self.tellings.items()}
        same, different = (
            [pair(token[one], token[other]) for one, other in self._named(pairs)] for pairs in (judged.same, judged.different)
        )  # fmt: skip
        try:
            found = list(groups(name, likely, round(weights().join * SCALE), same, different, owners))
        except LinkError as error:
            raise LinkError(" ".join(name.get(word, word) for word in str(error).split(" "))) from error
        made = [incident_of(self.tellings[name[told]] for told in group) for group in found]
        return sorted((one for one in made if one is not None), key=lambda one: (-len(one.reports), one.id))

    def _tokens(self) -> dict[str, str]:
        """For each telling a name made of what it tells: those of reports are given in the order of adding, and must break no tie."""
        tokens: dict[str, str] = {}
        taken: set[str] = set()
        for name in sorted(self.tellings):
            telling = self.tellings[name]
            about = (telling.digest, telling.outlet, str(telling.published), *sorted(telling.keys))
            token = hashlib.sha256("\0".join(about).encode()).hexdigest()
            while token in taken:  # a report that is the same in all of this: which of the two is which makes no difference
                token += "+"
            taken.add(token)
            tokens[name] = token
        return tokens

    def reasons(self, one: str, other: str) -> list[Part]:
        """Why two tellings are, or are not, taken to be of one event."""
        return parts(self.tellings[one], self.tellings[other])

    def _named(self, judged: Iterable[Pair]) -> list[Pair]:
        """The pairs of tellings that hold the claims of judged pairs. A copy holds the claims of its original under the same keys."""
        holding: dict[str, list[str]] = defaultdict(list)
        judged = list(judged)
        wanted = {key for both in judged for key in both}
        if wanted:
            for name in sorted(self.tellings):
                for key in self.tellings[name].keys & wanted:
                    holding[key].append(name)
        return [pair(a, b) for one, other in judged for a in holding[one] for b in holding[other] if a != b]


def incident_of(tellings: Iterable[Telling]) -> Incident | None:
    """The incident of tellings that belong together; None where no claim stands in any of them."""
    held = tuple(sorted(tellings, key=lambda telling: telling.order))
    keys = sorted({key for telling in held for key in telling.keys})
    if not keys:
        return None
    return Incident("incident:" + hashlib.sha256("\0".join(keys).encode()).hexdigest(), held)


def link(reports: Iterable[Sequence[Telling]], judged: Judged | None = None) -> list[Incident]:
    """The incidents of reports, each given by its tellings."""
    linking = Linking()
    for tellings in reports:
        linking.add(tellings)
    return linking.incidents(judged)
