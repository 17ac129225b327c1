"""The words of a workforce plan: what its columns measure, which role or programme a row is of, and its footnotes."""

from __future__ import annotations

import re

from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.values import clean_text

STARS = re.compile(r"\*+")
COMPLIANCE, NEED = "Compliance", "Need"
_MEASURES = (  # in this order: 'baseline excl locums' is a baseline, '% of locum / baseline' is not
    ("gap_share", r"% .*difference|gap %|% gap"),
    ("locum_share", r"%.*\blocums?\b|locum.*%"),
    ("over_50_share", r"%.*\bover 50|over 50.*%"),
    ("over_50", r"\bover 50\b"),
    ("gap_without_targets", r"\bgap\b.*\bexcl\w* targets?|\bb \+? ?c\b(?! e)"),
    ("gap", r"\bgap\b"),
    ("other_recruitment", r"\brecruit\w* targets?\b.*\bexcl|\btargets? excl"),
    ("international", r"\binternational\b.*\b(recruit|target)"),
    ("expansion", r"\bexpansion\b"),
    ("retiring", r"\bretir(?:e|ing)"),
    ("vacancy_share", r"%.*\bvacan|\bvacan\w*.*(?:%|\brate\b)"),
    ("vacancies", r"\bvacan\w+\b"),
    ("baseline", r"\bbaseline\b|\bin post\b|\bheadcount baseline\b"),
)
MEASURES = tuple((name, re.compile(pattern)) for name, pattern in _MEASURES)
ABBREVIATED = {"gp": "GP", "pn": "Practice Nurse", "pm": "Practice Manager", "hca": "Healthcare Assistant"}
_PROFESSION = re.compile(r"^\s*(?:profession|role|staff group)\s*[:–-]\s*(.+)$", re.IGNORECASE)
_AREAS = frozenset({"area", "ccg", "icb", "ics", "place", "commissioner", "ccg name", "stp", "locality"})
_ROLE_WORDS = re.compile(
    r"\b(?:gps?|general practitioners?|nurses?|pharmacists?|pharmacy|administrators?|physicians?|physician s|"
    r"therapists?|paramedics?|managers?|associates?|assistants?|practitioners?|prescribers?|fellowships?|coach(?:es)?|"
    r"co ?ordinators?|technicians?|dietitians?|dieticians?|podiatrists?|receptionists?|clinicians?|directors?|hcas?|"
    r"international recruitment|recruit|retain\w*|return\w*|compliance|physiotherapists?|workers?|staff)\b"
)
_STAFF = re.compile(
    r"\b(?:nurses?|pharmacists?|administrators?|physicians?|associates?|therapists?|paramedics?|physiotherapists?|"
    r"co ?ordinators?|link workers?|technicians?|dietitians?|dieticians?|podiatrists?|receptionists?)\b"
)
_NAMED_STAFF = re.compile(
    r"\bGPs?\b|\b(?:practice |registered )?"
    r"(?:nurses?|managers?|pharmacists?|paramedics?|therapists?|physiotherapists?)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"workforce|trajector|recruit|staff|salar|\bpay\b|\bgps?\b", re.IGNORECASE)
_PURPOSE = re.compile(r"^(?P<role>.+?)s?\s+(?P<purpose>need|compliance)\b.*$", re.IGNORECASE)
_NOTHING_MORE = re.compile(r"\bestablishment\b|\bno (?:additional|further|extra) costs?\b", re.IGNORECASE)
_SHARE = re.compile(r"\((\d+(?:\.\d+)?) ?%\)")
_PERCENT_IN = re.compile(r"(\d+(?:\.\d+)?) ?%")


def measure_headed(heading: str) -> str:
    """What a column of a baseline measures, by its heading; '' if it is none of ours."""
    words = folded(heading)
    return next((name for name, pattern in MEASURES if pattern.search(words)), "")


def profession_in(text: str) -> str:
    """The profession that 'Profession: PN' names; '' if it names none."""
    found = _PROFESSION.match(clean_text(text))
    return role_name(found[1]) if found else ""


def profession_of(*texts: str) -> str:
    """The profession that a heading, a title or a sheet's name speaks of; 'Workforce' if none does."""
    found = next(filter(None, map(profession_in, texts)), "")
    named = found or next((match[0] for text in texts if (match := _NAMED_STAFF.search(text))), "")
    return role_name(named) if named else "Workforce"


def heads_areas(heading: str) -> bool:
    """Whether the first column of a baseline holds areas, by its heading."""
    return bool(profession_in(heading)) or folded(heading) in _AREAS


def is_about_staff(*texts: str) -> bool:
    """Whether a sheet's name, title, headings or file speak of staff."""
    return any(_ABOUT.search(text) for text in texts)


def is_staff(label: str) -> bool:
    """Whether a label names people and nothing else: a nurse, as against GP IT."""
    return _STAFF.search(folded(label)) is not None


def is_role(label: str) -> bool:
    """Whether a row's label names a role or a programme of recruitment."""
    return _ROLE_WORDS.search(folded(label)) is not None


def is_label(cell: object) -> bool:
    """Whether a cell is the label of a row, neither a footnote nor a total."""
    text = clean_text(cell)
    return bool(text) and not STARS.match(text) and not is_total([text])


def role_name(label: str) -> str:
    """A role in the singular and without footnote marks: "Physician's Associates***" is Physician Associate."""
    plain = re.sub(r"\([^()]*\)", " ", STARS.sub(" ", label))
    words = [_singular(word) for word in re.sub(r"['’]s\b", "", plain).split()]
    name = " ".join(word if word.isupper() or "-" in word else word[:1].upper() + word[1:].lower() for word in words)
    return ABBREVIATED.get(name.casefold(), name)


def _singular(word: str) -> str:
    short = word in ("GPs", "PNs", "PMs", "HCAs")
    plural = len(word) > 4 and word[-1:] == "s" and word[-2:] not in ("ss", "us", "is")
    return word[:-1] if short or plural else word


def role_and_programme(label: str, role: str = "") -> tuple[str, str]:
    """The role and the programme that a row is of: 'GP Need (67)' is GP, Need; under GPs 'Fellowships *' Fellowship.

    `role` is what the table says that all rows are of.
    """
    plain = clean_text(re.sub(r"\([^()]*\)", " ", STARS.sub(" ", label)))
    if not role and (found := _PURPOSE.match(plain)):
        return role_name(found["role"]), found["purpose"].capitalize()
    if not role:
        return role_name(plain), ""
    return role, programme_name(plain)


def programme_name(label: str) -> str:
    """A programme as it is kept: 'Compliance Numbers' is Compliance, 'Recruit, return & retain' has capitals."""
    plain = clean_text(re.sub(r"\([^()]*\)", " ", STARS.sub(" ", label)))
    words = [word for word in plain.split() if word.casefold().strip(",") not in ("number", "numbers")]
    return " ".join(_singular(word)[:1].upper() + _singular(word)[1:] for word in words)


def share_in(text: str) -> tuple[str, int, int] | None:
    """'Existing baselines (27%)' as the label without it, hundredths of a point, and its decimals; None without one."""
    found = _SHARE.search(text) or _PERCENT_IN.search(text)
    if found is None:
        return None
    whole, _, part = found[1].partition(".")
    value = int(whole) * 100 + int((part + "00")[:2])
    return clean_text(text.replace(found[0], " ")).rstrip("@ "), value, len(part)


def costs_nothing(note: str) -> bool:
    """Whether a footnote says that posts are already paid for."""
    return _NOTHING_MORE.search(note) is not None


def footnotes(rows: list[list[object]]) -> dict[str, str]:
    """What rows that begin with stars say of what is marked with as many: '***' to its text."""
    found: dict[str, str] = {}
    for row in rows:
        text = clean_text(row[0]) if row else ""
        mark = STARS.match(text)
        if mark and len(text) > len(mark[0]):
            found[mark[0]] = text[len(mark[0]) :].strip()
    return found
