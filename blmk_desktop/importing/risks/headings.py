"""What the columns of a risk register are by their headings, and by their cells where headings leave it open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import GROUP, Layout
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import count, date, text
from blmk_desktop.records.risks import RISK
from blmk_desktop.rules.risk_scores import read_level, read_score
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import CellError

SAMPLE = 40
READ = tuple(name for name in RISK.names if name not in ("register", "split", "target_words", "source", "cell"))
PARTS = ("likelihood", "impact", "likelihood_words", "impact_words", "score", "rating")
LONG = 3  # words that make of a cell a sentence, and no level of a scale
_KINDS = {
    "target": r"\b(target|tolerable|desired)\b",
    "current": r"\b(residual|mitigated|current|net|rr|remaining|after)\b",
    "inherent": r"\b(inherent|gross|initial|original|raw|unmitigated|uncontrolled|before)\b",
}
_LIKELIHOOD = re.compile(r"\b(likelihood|probability)\b|^[lp]( 1 5)?$")
_IMPACT = re.compile(r"\b(impact|consequences?)\b|^[ic]( 1 5)?$")
LIKELIHOOD_FIRST = re.compile(r"\b(l|p|likelihood|probability) ?x? ?(i|c|impact|consequence)\b")
IMPACT_FIRST = re.compile(r"\b(i|c|impact|consequence) ?x? ?(l|p|likelihood|probability)\b")
_SCORE = re.compile(r"\b(score|severity)\b|^[rs]$")
_RATING = re.compile(r"\b(rating|level|rag|brag|band|grade|grading|priority)\b")
MOST_WORDS = 6  # of a heading of a score; longer ones tell something else
_LABELS = {
    "likelihood": "likelihood",
    "impact": "impact",
    "likelihood_words": "likelihood, in words",
    "impact_words": "impact, in words",
    "score": "score as printed",
    "rating": "rating as printed",
}
_ALSO: Mapping[str, tuple[str, ...]] = {  # what registers call fields besides their own headings
    "risk.reference": ("risk no", "risk reference", "risk register ref", "baf ref", "unique id", "unique risk id"),
    "risk.statement": ("principal risk", "risk statement", "description of the risk", "risk concern", "risk details"),
    "risk.owner": ("lead", "risk lead", "executive lead", "exec lead", "lead officer", "lead director", "manager"),
    "risk.controls": ("controls in place", "current controls", "key controls in place"),
    "risk.gaps": ("gaps in control and assurance", "gaps in controls and assurance", "gaps in assurance"),
    "risk.assurance": ("assurance on controls", "assurances on controls", "positive assurance"),
    "risk.plan": (
        *("mitigating actions", "mitigating action", "actions", "action required", "actions required", "action"),
        *("action taken", "further actions", "planned actions"),
    ),
    "risk.raised": ("opened date", "open date", "date identified", "date added", "date entered", "date logged"),
    "risk.updated": ("date of last review", "last review date", "last review", "date last reviewed", "reviewed on"),
    "risk.next_review": ("date of next review", "review due", "review by"),
    "risk.closed": ("closed date", "date of closure", "closure date"),
    "risk.category": ("theme", "risk type", "risk domain", "domain"),
    "table.status": ("open closed", "open or closed"),
    "action.owner": ("action owner", "action lead", "action by"),
    "action.due": ("due date", "target date", "action due", "action due date", "action deadline", "by when", "due"),
    "action.done": ("action completed", "date completed", "completed"),
    "action.progress": ("action progress", "progress on actions", "action update"),
}
_IF_NOTHING_ELSE: Mapping[str, tuple[str, ...]] = {
    "risk.reference": ("no", "number", "risk"),
    "risk.statement": ("risk", "risk title", "title", "risk name"),
}


def score_targets() -> dict[str, Field]:
    """What columns can be besides the fields of a risk: `current.likelihood` and the like, its actions, its status."""
    found: dict[str, Field] = {}
    for kind in ("current", "inherent", "target"):
        for part in PARTS:
            declare = count if part in ("likelihood", "impact", "score") else text
            found[f"{kind}.{part}"] = declare(name=part, label=f"{kind.capitalize()} {_LABELS[part]}")
    found["table.escalate"] = text(name="escalate", label="Escalate?", headings=("Escalated",))
    found["table.status"] = text(name="status", label="Status", headings=("Risk status",))
    found["action.action"] = text(name="action", label="Mitigating action")
    found["action.owner"] = text(name="owner", label="Owner of the action")
    found["action.due"] = date(name="due", label="Action due")
    found["action.progress"] = text(name="progress", label="Progress of the action")
    found["action.done"] = date(name="done", label="Action done")
    return found


def targets_of(headings: Sequence[str]) -> dict[int, str]:
    """What the columns are by their headings alone, each target once: the leftmost column has it."""
    known, found = _known(), dict[int, str]()
    meant = []
    for heading in headings:
        group, _, own = heading.rpartition(GROUP)
        meant.append(known.get(folded(own)) or _score_target(folded(own), folded(group)))
    for others in (_itself, _other):
        for index, target in enumerate(map(others, meant)):
            if target and index not in found and target not in found.values():
                found[index] = target
    for target, names in _IF_NOTHING_ELSE.items():
        for name in names if target not in found.values() else ():
            left = [at for at, heading in enumerate(headings) if at not in found and folded(heading) == name]
            if left:
                found[left[0]] = target
                break
    return found


def says_reference(words: str) -> bool:
    """Whether a folded heading is that of a reference, and not only of some number."""
    return _known().get(words) == "risk.reference"


def may_refer(heading: str) -> bool:
    """Whether a heading is that of a reference, or of a number that may be one."""
    own = heading.rpartition(GROUP)[2]
    return says_reference(folded(own)) or folded(heading) in _IF_NOTHING_ELSE["risk.reference"]


def refined(layout: Layout, found: Mapping[int, str]) -> dict[int, str]:
    """What the columns are, where their cells or each other say more than their own headings do."""
    columns = dict(found)
    _numbers_and_words(layout, columns)
    _severity(layout, columns)
    _scores_and_ratings(layout, columns)
    for index, target in list(columns.items()):  # an impact may be a number, or what the risk leads to
        if "impact" in target and _is_sentence(layout, index):
            columns[index] = "risk.effect"
    return _with_actions(columns)


@cache
def _known() -> Mapping[str, str]:
    """What headings mean by themselves, folded."""
    fields = {f"risk.{name}": RISK.by_name[name] for name in READ}
    known = {folded(words): target for target, item in fields.items() for words in (item.label, *item.headings)}
    known = {words: target for words, target in known.items() if words != "risk" and not _IMPACT.search(words)}
    for target in ("table.escalate", "table.status"):
        said = score_targets()[target]
        known |= {folded(words): target for words in (said.label, *said.headings)}
    return known | {words: target for target, names in _ALSO.items() for words in names}


def _score_target(words: str, group: str) -> str:
    """The score that a column is part of. Its own heading says which before that of its group does."""
    own = next((name for name, pattern in _KINDS.items() if re.search(pattern, words)), "")
    bare = " ".join(re.sub("|".join(_KINDS.values()), " ", words).split())
    likelihood, impact = _LIKELIHOOD.search(bare), _IMPACT.search(bare)
    product = LIKELIHOOD_FIRST.search(bare) or IMPACT_FIRST.search(bare)
    score, rating = _SCORE.search(bare), _RATING.search(bare)
    if not (likelihood or impact or product or score or rating) or len(words.split()) > MOST_WORDS:
        return ""
    kind = own or next((name for name, pattern in _KINDS.items() if re.search(pattern, group)), "current")
    if product or (likelihood and impact):
        return f"{kind}.score"
    part = "likelihood" if likelihood else "impact" if impact else "score" if score else "rating"
    return f"{kind}.{part}"


def _itself(target: str) -> str:
    return target


def _other(target: str) -> str:
    """What a second column of one thing may be: a likelihood in words, the reference in another system."""
    kind, _, part = target.partition(".")
    if target == "risk.reference":
        return "risk.corporate_reference"
    others = {"likelihood": "likelihood_words", "impact": "impact_words", "score": "rating", "rating": "score"}
    return f"{kind}.{others[part]}" if part in others and kind in _KINDS else ""


def _numbers_and_words(layout: Layout, columns: dict[int, str]) -> None:
    """Of two columns of one likelihood or impact, that with numbers is the number, wherever it stands."""
    at = {target: index for index, target in columns.items()}
    for target, index in at.items():
        other = at.get(f"{target}_words")
        if other is not None and not _has_numbers(layout, index) and _has_numbers(layout, other):
            columns[index], columns[other] = columns[other], columns[index]


def _severity(layout: Layout, columns: dict[int, str]) -> None:
    """A severity is the score, or the impact where a likelihood has no other."""
    for index, target in list(columns.items()):
        kind, _, part = target.partition(".")
        others = columns.values()
        alone = f"{kind}.likelihood" in others and f"{kind}.impact" not in others
        if part == "score" and alone and "severity" in folded(layout.headings[index]):
            columns[index] = f"{kind}.impact"


def _scores_and_ratings(layout: Layout, columns: dict[int, str]) -> None:
    """A rating in numbers is the score, and a score in words alone the rating; a second of either is nothing."""
    told = {index: target for index, target in columns.items() if target.endswith((".score", ".rating"))}
    for index in told:
        del columns[index]
    for by_words in (False, True):  # what its heading says already comes first
        for index, target in told.items():
            kind, _, part = target.partition(".")
            meant = _score_or_rating(layout, index) or part
            free = f"{kind}.{meant}" not in columns.values()
            if index not in columns and free and (by_words or meant == part):
                columns[index] = f"{kind}.{meant}"


def _score_or_rating(layout: Layout, index: int) -> str:
    """What most of the cells of a column are; '' where none says anything."""
    cells = [clean_text(cell) for cell in _filled(layout, index) if not isinstance(cell, CellError)]
    numbered = sum(read_score(cell).is_score for cell in cells)
    return "" if not cells else "score" if numbered * 2 > len(cells) else "rating"


def _with_actions(columns: dict[int, str]) -> dict[int, str]:
    """What is to be done is an action where it has an owner or a date of its own, else the plan in words."""
    plan = next((index for index, target in columns.items() if target == "risk.plan"), None)
    if not {"action.owner", "action.due"} & set(columns.values()):
        return columns
    if plan is None:
        return {index: target for index, target in columns.items() if not target.startswith("action.")}
    return {**columns, plan: "action.action"}


def _filled(layout: Layout, index: int) -> list[object]:
    return [cell for cell in layout.column(index, SAMPLE) if cell not in (None, "")]


def _has_numbers(layout: Layout, index: int) -> bool:
    return any(isinstance(cell, int | float) for cell in _filled(layout, index))


def _is_sentence(layout: Layout, index: int) -> bool:
    """Whether a column tells something in sentences, and has no level of a scale."""
    cells = _filled(layout, index)
    levels = any(isinstance(cell, int | float) or read_level(clean_text(cell)) for cell in cells)
    return not levels and any(len(clean_text(cell).split()) > LONG for cell in cells)
