"""Finding a risk register on a sheet: its headings under those of its groups, its scores, and what explains them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from blmk_desktop.importing.headings import folded
from blmk_desktop.importing.layout import Layout
from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import count, text
from blmk_desktop.records.risks import RISK, SCORE_KINDS
from blmk_desktop.rules.risk_scores import read_level
from blmk_desktop.workbook import Sheet

RISK_REGISTER = "register-of-risks"
HEADER_WITHIN = 30
GROUP = " › "  # between the heading of a group of columns and a column's own
SAMPLE = 40
READ = tuple(name for name in RISK.names if name not in ("register", "split", "target_words", "source", "cell"))
PARTS = ("likelihood", "impact", "likelihood_words", "impact_words", "score", "rating")
_KINDS = {
    "target": r"\b(target|tolerable|desired)\b",
    "current": r"\b(residual|mitigated|current|net|rr|remaining|after)\b",
    "inherent": r"\b(inherent|gross|initial|original|raw|unmitigated|uncontrolled|before)\b",
}
_LIKELIHOOD, _IMPACT = r"\b(likelihood|probability)\b", r"\b(impact|consequence|consequences)\b"
_SCORE, _RATING = r"\b(score|severity|l x i|lxi)\b", r"\b(rating|level|rag|band|severity)\b"
_LABELS = {
    "likelihood": "likelihood",
    "impact": "impact",
    "likelihood_words": "likelihood, in words",
    "impact_words": "impact, in words",
    "score": "score as printed",
    "rating": "rating as printed",
}


def score_targets() -> dict[str, Field]:
    """What the columns of scores can be: `current.likelihood` and the like, and whether a risk is to be escalated."""
    found: dict[str, Field] = {}
    for kind in ("current", "inherent", "target"):
        for part in PARTS:
            declare = count if part in ("likelihood", "impact", "score") else text
            found[f"{kind}.{part}"] = declare(name=part, label=f"{kind.capitalize()} {_LABELS[part]}")
    found["table.escalate"] = text(name="escalate", label="Escalate?", headings=("Escalated",))
    found["table.status"] = text(name="status", label="Status", headings=("Risk status", "Open or closed"))
    return found


def risk_layout(sheet: Sheet, file: str) -> Layout | None:  # noqa: ARG001 - all finders are asked alike
    """The risk register on a sheet, as a layout whose headings say their group too; None if there is none.

    A register has a column of references, one of what the risk is, and at least one pair of likelihood and impact.
    """
    best: tuple[int, int] | None = None
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        found = [target for target in _targets(_headings(sheet, row)).values() if target]
        if _is_register(found) and (best is None or len(found) > best[0]):
            best = (len(found), row)
    if best is None:
        return None
    row = best[1]
    title = [str(cell).strip() for cells in sheet.rows[:row] for cell in cells if isinstance(cell, str)]
    return Layout(sheet, title[0] if title and not _grouped(sheet, row) else "", _headings(sheet, row), row + 1)


def _is_register(targets: Sequence[str]) -> bool:
    described = {"risk.statement", "risk.event", "risk.cause"} & set(targets)
    scored = any(
        {f"{kind}.likelihood", f"{kind}.impact"} <= {target.removesuffix("_words") for target in targets}
        for kind in SCORE_KINDS
    )
    return "risk.reference" in targets and bool(described) and scored


def risk_columns(
    layout: Layout, targets: Mapping[str, Field], chosen: Mapping[int, str | None], known: Mapping[int, str | None]
) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before what was remembered and the headings."""
    found = _with_words(layout, _targets(layout.headings))
    settled = {**{at: target for at, target in known.items() if target is None or target in targets}, **chosen}
    matches = []
    for index, heading in enumerate(layout.headings):
        target = found.get(index)
        if index in settled:
            target = settled[index]
        elif target in settled.values():
            target = None
        sure = "" if not target else "chosen" if index in chosen else "remembered" if index in known else "synonym"
        matches.append(ColumnMatch(index, heading, target, sure, _sample(layout, index)))
    return matches


def _headings(sheet: Sheet, row: int) -> list[str]:
    """The headings on a row, each behind that of its group in the row above, if there are groups."""
    cells = [_words(cell) for cell in sheet.rows[row]]
    groups = _groups(sheet, row, len(cells)) if _grouped(sheet, row) else [""] * len(cells)
    return [f"{group}{GROUP}{own}" if group and own else own for group, own in zip(groups, cells, strict=True)]


def _grouped(sheet: Sheet, row: int) -> bool:
    """Whether the row above names groups of columns: two or more, in words alone."""
    above = [cell for cell in (sheet.rows[row - 1] if row else []) if cell not in (None, "")]
    return len(above) > 1 and all(isinstance(cell, str) for cell in above)


def _groups(sheet: Sheet, row: int, width: int) -> list[str]:
    """The group of each column: the last one named on its left, which ends where a merged cell does."""
    cells = [_words(cell) for cell in sheet.rows[row - 1]][:width]
    cells += [""] * (width - len(cells))
    ends = {left: right for top, left, bottom, right in sheet.merged if top <= row - 1 <= bottom}
    found, group, last = [], "", -1
    for at, own in enumerate(cells):
        if own:
            group, last = own, ends.get(at, width)
        found.append(group if at <= last else "")
    return found


def _targets(headings: Sequence[str]) -> dict[int, str]:
    """What the columns are by their headings alone, each target once: the leftmost column has it."""
    known = {folded(words): f"risk.{item.name}" for item in _fields() for words in (item.label, *item.headings)}
    known = {words: target for words, target in known.items() if not re.fullmatch(_IMPACT, words)}
    for target in ("table.escalate", "table.status"):
        said = score_targets()[target]
        known |= {folded(words): target for words in (said.label, *said.headings)}
    found: dict[int, str] = {}
    for index, heading in enumerate(headings):
        group, _, own = heading.rpartition(GROUP)
        words = folded(own)
        target = known.get(words) or _score_target(words, folded(group))
        free = [one for one in (target, _other(target)) if one and one not in found.values()]
        if free:
            found[index] = free[0]
    return found


def _fields() -> list[Field]:
    return [RISK.by_name[name] for name in READ]


def _score_target(words: str, group: str) -> str:
    """The score that a column is part of. Its own heading says which before that of its group does."""
    likelihood, impact = re.search(_LIKELIHOOD, words), re.search(_IMPACT, words)
    score, rating = re.search(_SCORE, words), re.search(_RATING, words)
    if not (likelihood or impact or score or rating) or len(words.split()) > 6:
        return ""
    own = next((name for name, pattern in _KINDS.items() if re.search(pattern, words)), "")
    kind = own or next((name for name, pattern in _KINDS.items() if re.search(pattern, group)), "current")
    if likelihood and impact:
        return f"{kind}.score"
    part = "likelihood" if likelihood else "impact" if impact else "score" if score else "rating"
    return f"{kind}.{part}"


def _other(target: str) -> str:
    """The other column that there may be of one thing: a likelihood as a number and in words."""
    kind, _, part = target.partition(".")
    return f"{kind}.{part}_words" if part in ("likelihood", "impact") else ""


def _with_words(layout: Layout, found: Mapping[int, str]) -> dict[int, str]:
    """Of two columns of one likelihood or impact, that with numbers is the number, wherever it stands."""
    columns = {target: index for index, target in found.items()}
    swapped = dict(found)
    for target, index in columns.items():
        other = columns.get(_other(target))
        if other is not None and not _is_numeric(layout, index) and _is_numeric(layout, other):
            swapped[index], swapped[other] = found[other], found[index]
    for index, target in list(swapped.items()):  # a consequence may be a number, or what the risk leads to
        if "impact" in target and "consequence" in folded(layout.headings[index]) and not _is_level(layout, index):
            swapped[index] = "risk.effect"
    return swapped


def _is_numeric(layout: Layout, index: int) -> bool:
    return any(isinstance(cell, int | float) for cell in layout.column(index, SAMPLE))


def _is_level(layout: Layout, index: int) -> bool:
    cells = [cell for cell in layout.column(index, SAMPLE) if cell not in (None, "")]
    return any(isinstance(cell, int | float) or read_level(str(cell)) for cell in cells)


def _sample(layout: Layout, index: int) -> str:
    cells = (cell for cell in layout.column(index, SAMPLE) if cell not in (None, ""))
    return " · ".join(str(cell)[:30] for _, cell in zip(range(3), cells, strict=False))


def _words(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
