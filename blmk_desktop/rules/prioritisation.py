"""A panel's ranking of schemes: scores weighed in two stages, ties, and the line where the affordable money ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from math import lcm

NEED, VALUE = "need", "achievability and value"
STAGES = (NEED, VALUE)
MOST = 5  # the best score that a criterion has
WHOLE = 100 * 100  # a whole, in hundredths of a percentage point
HALF = WHOLE // 2  # what need counts for where a round does not say
WITHIN, AT_LINE, BEYOND, UNKNOWN = "within", "tied at the line", "beyond", "cost not known"
Means = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Criterion:
    """What schemes are scored by: its weight beside the others of its stage, and what each score from 0 to 5 means."""

    name: str
    stage: str
    weight: int
    anchors: tuple[str, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scheme put to a panel, and what it asks for in pence (None: not known)."""

    scheme: str
    cost: int | None = None
    id: int = 0


@dataclass(frozen=True)
class Panel:
    """What a panel was asked, and what its members said.

    `scores` are by (scheme, criterion, member), `interests` by (scheme, member). `affordable` is in pence, `least` the
    need below which a scheme does not go on to the second stage, and `share` what need counts for in the total, both in
    hundredths of a percentage point; None: all go on, and each stage counts for half.
    """

    criteria: tuple[Criterion, ...]
    candidates: tuple[Candidate, ...]
    scores: Mapping[tuple[str, str, str], int]
    interests: Mapping[tuple[str, str], str]
    affordable: int | None = None
    least: int | None = None
    share: int | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """Everybody who gave a score or declared an interest, by name of the role."""
        named = {member for *_, member in self.scores} | {member for _, member in self.interests}
        return tuple(sorted(named, key=str.casefold))

    def counting(self, scheme: str) -> tuple[str, ...]:
        """The members whose scores of a scheme count: those without an interest in it."""
        return tuple(member for member in self.members if (scheme, member) not in self.interests)


@dataclass(frozen=True)
class Placed:
    """A candidate and where it came.

    `need`, `value` and `total` are exact, out of 100; None while something of it is not scored by anybody. `rank` is
    None for a scheme that is not fully scored or did not pass the first stage; schemes of one total share a rank.
    `together` is what all down to and including its rank ask for, in pence. `line` says on which side of the line it
    is ('' without a rank or where nobody said what is affordable), `fits` that what is left at the line would pay for
    it though it is beyond.
    """

    candidate: Candidate
    means: Means
    need: Fraction | None
    value: Fraction | None
    total: Fraction | None
    passed: bool
    left_out: int
    missing: tuple[tuple[str, str], ...]
    rank: int | None = None
    tied: bool = False
    together: int | None = None
    line: str = ""
    fits: bool = False

    @property
    def scheme(self) -> str:
        """The scheme's name."""
        return self.candidate.scheme


def points(score: Fraction | None) -> int | None:
    """A score out of 100 in hundredths, a half rounded up: as it is shown."""
    return None if score is None else int(score * 100 + Fraction(1, 2))


def ranking(panel: Panel) -> tuple[Placed, ...]:
    """The candidates in order: by total, those without a rank last; with the line drawn where the money ends."""
    return ranked(panel, judged(panel))


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of a candidate, whatever the weights. `missing` has (criterion, member)."""

    candidate: Candidate
    means: Means
    left_out: int
    missing: tuple[tuple[str, str], ...]


def judged(panel: Panel) -> tuple[Judged, ...]:
    """What the members whose scores count gave each candidate on each criterion, on average; None: nobody did."""
    return tuple(_judged(panel, candidate, panel.members) for candidate in panel.candidates)


def _judged(panel: Panel, candidate: Candidate, members: Sequence[str]) -> Judged:
    scheme, scores = candidate.scheme, panel.scores
    counting = [member for member in members if (scheme, member) not in panel.interests]
    found: dict[str, Fraction | None] = {}
    for criterion in panel.criteria:
        given = [score for member in counting if (score := scores.get((scheme, criterion.name, member))) is not None]
        found[criterion.name] = Fraction(sum(given), len(given)) if given else None
    asked = [(criterion.name, member) for criterion in panel.criteria for member in counting]
    left_out = sum(key[0] == scheme and (scheme, key[2]) in panel.interests for key in scores)
    return Judged(candidate, found, left_out, tuple(one for one in asked if (scheme, *one) not in scores))


def ranked(panel: Panel, said: Sequence[Judged]) -> tuple[Placed, ...]:
    """The same from what was said, which other weights do not change."""
    placed = [_scored(panel, one) for one in said]
    placed.sort(key=_order)
    return _with_line(_with_ranks(placed), panel.affordable)


def _scored(panel: Panel, one: Judged) -> Placed:
    need, value = (_stage(panel.criteria, stage, one.means) for stage in STAGES)
    used = [any(one.weight for one in panel.criteria if one.stage == stage) for stage in STAGES]
    total = _total(need, value, used, HALF if panel.share is None else panel.share)
    passed = panel.least is None or not used[0] or (need is not None and need * 100 >= panel.least)
    missing = one.missing
    if missing and need is not None and not passed:  # then nobody is asked about the second stage
        second = {one.name for one in panel.criteria if one.stage == VALUE}
        missing = tuple(asked for asked in missing if asked[0] not in second)
    return Placed(one.candidate, one.means, need, value, total, passed, one.left_out, missing)


def _stage(criteria: Sequence[Criterion], stage: str, average: Means) -> Fraction | None:
    """The weighted average of a stage out of 100; None where a criterion that counts has no score."""
    counting = [one for one in criteria if one.stage == stage and one.weight]
    known = [(one.weight, score) for one in counting if (score := average[one.name]) is not None]
    if not counting or len(known) < len(counting):
        return None
    parts = lcm(*(score.denominator for _, score in known))
    together = sum(weight * score.numerator * (parts // score.denominator) for weight, score in known)
    return Fraction(100 * together, MOST * parts * sum(weight for weight, _ in known))


def _total(need: Fraction | None, value: Fraction | None, used: Sequence[bool], share: int) -> Fraction | None:
    """Both stages together; a stage without criteria that count is no part of it."""
    if not all(used):
        return need if used[0] else value
    if need is None or value is None:
        return None
    return (need * share + value * (WHOLE - share)) / WHOLE


def _order(one: Placed) -> tuple[bool, Fraction, str]:
    """Ranked ones by total; those below the least need after them, then those not fully scored; equals by name."""
    return not _takes_part(one), -(one.total or Fraction()), one.scheme.casefold()


def _takes_part(one: Placed) -> bool:
    return one.passed and one.total is not None


def _with_ranks(placed: Sequence[Placed]) -> list[Placed]:
    """1, 2, 2, 4: those of one total share a rank, and the next counts them all."""
    found: list[Placed] = []
    for _, group in groupby(filter(_takes_part, placed), key=lambda one: one.total):
        same, rank = list(group), len(found) + 1
        found += [replace(one, rank=rank, tied=len(same) > 1) for one in same]
    return [*found, *(one for one in placed if not _takes_part(one))]


def _with_line(placed: Sequence[Placed], affordable: int | None) -> tuple[Placed, ...]:
    """Add up from the top; the line is where the next rank asks for more than what is left."""
    found: list[Placed] = []
    together: int | None = 0
    left, line, settled = affordable or 0, WITHIN, True
    for rank, group in groupby(placed, key=lambda one: one.rank):
        same = list(group)
        if rank is None:
            found += same
            continue
        asked = _asked(same)
        together = None if together is None or asked is None else together + asked
        settled = settled and line != AT_LINE  # else what is left depends on whom of those before it the panel takes
        line = "" if affordable is None else _line(line, same, asked, left)
        left -= (asked or 0) if line == WITHIN else 0
        sided = [replace(one, together=together, line=_side(one, line, left)) for one in same]
        found += [replace(one, fits=settled and one.line == BEYOND and _pays(left, one)) for one in sided]
    return tuple(found)


def _asked(same: Sequence[Placed]) -> int | None:
    """What those of one rank ask for together, in pence; None if that is not known of one."""
    costs = [one.candidate.cost for one in same]
    return None if None in costs else sum(cost or 0 for cost in costs)


def _line(before: str, same: Sequence[Placed], asked: int | None, left: int) -> str:
    """How a rank stands to the line, after the rank before it."""
    if before in (UNKNOWN, BEYOND):
        return before
    if before == AT_LINE:
        return BEYOND
    if asked is None:
        return UNKNOWN
    if asked <= left:
        return WITHIN
    return AT_LINE if len(same) > 1 and any(_pays(left, one) for one in same) else BEYOND


def _side(one: Placed, line: str, left: int) -> str:
    """One of a rank: of those tied at the line, those that are too dear for what is left are beyond it."""
    return BEYOND if line == AT_LINE and not _pays(left, one) else line


def _pays(left: int, one: Placed) -> bool:
    return one.candidate.cost is not None and one.candidate.cost <= left


def refused_score(score: Mapping[str, object]) -> list[tuple[str, str]]:
    """Why a panel's score cannot be taken: it is a whole number from 0 to 5."""
    given = score.get("score")
    inside = not isinstance(given, int) or 0 <= given <= MOST
    return [] if inside else [("score", f"{given} is not a score from 0 to {MOST}.")]


def refused_weight(criterion: Mapping[str, object]) -> list[tuple[str, str]]:
    """Why a criterion's weight cannot be taken: it cannot be less than nothing."""
    weight = criterion.get("weight")
    return [("weight", "It cannot be less than nothing.")] if isinstance(weight, int) and weight < 0 else []


def refused_shares(round_: Mapping[str, object]) -> list[tuple[str, str]]:
    """Why what a round says of its stages cannot be taken: both are shares of a whole."""
    given = [(name, round_.get(name)) for name in ("need_least", "need_share")]
    return [(name, "It is from 0% to 100%.") for name, one in given if isinstance(one, int) and not 0 <= one <= WHOLE]
