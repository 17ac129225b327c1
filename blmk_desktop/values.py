"""Exact figures and clean words from what people write in cells, and back again for reading."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from math import isfinite

_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
_EXCEL_DIGITS = 15  # Excel keeps no more significant digits than this; the rest of a float is dust
_EXCEL_LIMIT = 10**_EXCEL_DIGITS

_LONGEST = 60  # no figure takes more characters; longer text is words

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u2060\ufeff\u00ad"
_MINUSES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_PLAIN_SIGNS = str.maketrans(
    dict.fromkeys(_SPACES, " ") | dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(_MINUSES, "-") | {"\uffe1": "£"}
)

_INVISIBLE_GONE = str.maketrans(dict.fromkeys(_INVISIBLE, ""))

_ABSENT = {"": "blank"}
_ABSENT |= dict.fromkeys(("n/a", "na", "n.a.", "n.a", "not applicable"), "not applicable")
_ABSENT |= dict.fromkeys(("nil", "none", "-", "--", "---", "£-"), "nil")
_ABSENT |= dict.fromkeys(
    ("tbc", "t.b.c.", "tba", "tbd", "?", "??", "???", "unknown", "not known", "n/k", "to be confirmed"),
    "unknown",
)

_YES = frozenset(("yes", "y", "1", "true", "t", "tick", "ticked", "✓", "✔", "☑", "✅"))
_NO = frozenset(("no", "n", "0", "false", "f", "cross", "✗", "✘", "☐"))

_POWERS = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "b": 9, "billion": 9,
}  # fmt: skip
_PEOPLE = frozenset(("wte", "wtes", "fte", "ftes"))

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SHAPE = re.compile(
    r"(?P<before>[£+\-(\s]*)(?P<digits>(?:[0-9.,]|\s(?=[\s.,]*[0-9]))*[0-9]\.?)\s*"
    r"(?P<close1>\)?)\s*(?P<unit>[A-Za-z]*)\s*(?P<percent>%?)\s*(?P<close2>\)?)\s*(?P<minus>-?)"
)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]*)?")
_UNGROUPED = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_DECIMAL_COMMA = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?|[0-9]+,[0-9]{1,2}|0,[0-9]+|[0-9]{4,},[0-9]+")

_MORE_LINES = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|_x000[AaDd]_")
_LINE_ESCAPE = re.compile(r"_x000[AaDd]_(?:\n)?")
_CONTROL_ESCAPE = re.compile(r"_x00[01][0-9A-Fa-f]_")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as a cell states it.

    value: the figure; percentage points where percent is true (12% is 12, never 0.12).
    decimals: the decimals printed, or those of the shortest form of a numeric cell. Negative for a figure
        printed more coarsely than units: £6.6m is 6600000 with -5.
    percent: a % sign was written, or the cell has a percentage format.
    note: what was understood where the writing was unusual, else "".
    """

    value: Decimal
    decimals: int
    percent: bool = False
    note: str = ""


def read_number(raw: object, *, percent_format: bool = False) -> Number:
    """Read a figure from a cell. percent_format says that the cell shows its number as a percentage.

    Raises ValueError with a plain reason when the cell does not hold one figure beyond doubt.
    """
    if isinstance(raw, float) and raw.is_integer() and not percent_format and abs(raw) < _EXCEL_LIMIT:
        return Number(Decimal(int(raw)), 0)
    if isinstance(raw, str):
        return _written(raw)
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        return _numeric(raw, percent_format)
    raise ValueError(_why_no_number(raw))


def read_absent(raw: object) -> str | None:
    """Say which kind of nothing a cell holds: "blank", "not applicable", "nil" or "unknown".

    None if the cell holds something, and a written 0 is something: no kind of nothing is taken for zero.
    """
    if raw is None:
        return "blank"
    if not isinstance(raw, str) or len(raw) > 40:
        return None
    text = " ".join(raw.translate(_PLAIN_SIGNS).lower().split())
    return _ABSENT.get(text) or _ABSENT.get(text.replace(" ", ""))


def scaled(number: Decimal, scale: int) -> int:
    """Turn a figure into whole units of 10**-scale (pence: 2), halves rounded away from zero."""
    return int(number.scaleb(scale, _EXACT).to_integral_value(ROUND_HALF_UP))


def unscaled(value: int, scale: int) -> Decimal:
    """Turn whole units of 10**-scale back into the figure: 26881 pence is 268.81."""
    return Decimal(value).scaleb(-scale, _EXACT)


def rounding_changed(number: Decimal, scale: int) -> bool:
    """Say whether storing the figure at this scale changes it by more than the dust of binary arithmetic."""
    dust = max(Decimal("1e-9"), abs(number) * Decimal("1e-13"))
    return abs(_EXACT.subtract(number, unscaled(scaled(number, scale), scale))) > dust


def show_figure(value: int | None, scale: int, decimals: int, *, brackets: bool = True) -> str:
    """Write whole units of 10**-scale for people: thousands separated, negatives in brackets, "" for None.

    Rounded for show to the decimals given; what rounds to zero is shown without a sign.
    """
    if value is None:
        return ""
    units = _at_decimals(value, scale, decimals)
    text = _digits(abs(units), max(decimals, 0), ",")
    if units >= 0:
        return text
    return f"({text})" if brackets else f"-{text}"


def plain_decimal(value: int, scale: int, decimals: int) -> str:
    """Write whole units of 10**-scale as a plain decimal for machines: 26881, 2, 2 is '268.81'."""
    units = _at_decimals(value, scale, decimals)
    return ("-" if units < 0 else "") + _digits(abs(units), max(decimals, 0), "")


def read_yes_no(raw: object) -> bool:
    """Read Yes, Y, 1, TRUE, a tick and their opposites. Raises ValueError for anything else, blanks too."""
    word = clean_text(raw).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(f"{clean_text(raw) or 'a blank'} is neither yes nor no")


def clean_text(raw: object) -> str:
    """Give a cell as one line of text: trimmed, inner white space single, control characters gone.

    A whole number in a numeric cell has no '.0'; a date is written ISO.
    """
    if isinstance(raw, str):
        return _clean(raw)
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return _plain_float(raw)
    return raw.isoformat() if isinstance(raw, date) else _clean(str(raw))


def clean_lines(raw: object) -> str:
    """Give a cell as text of several lines: each as `clean_text` gives it, none blank at the beginning or the end.

    Lines end where somebody began a new one, however their computer writes that; of blank lines one stays.
    """
    if not isinstance(raw, str) or not _MORE_LINES.search(raw):
        return clean_text(raw)
    lines = [_clean(line) for line in _LINE_ESCAPE.sub("\n", raw).splitlines()]
    kept = [line for before, line in pairwise(["", *lines]) if line or before]
    return "\n".join(kept).strip("\n")


def is_clean(text: str) -> bool:
    """Whether a text is plainly as `clean_text` would give it; where this says no, it may be so all the same."""
    return bool(text) and " " not in (text[0], text[-1]) and _is_one_line(text)


def _is_one_line(text: str) -> bool:
    """Whether a text has nothing that must be replaced, but perhaps blanks around it."""
    return text.isascii() and text.isprintable() and "  " not in text and "_x" not in text


def _clean(text: str) -> str:
    if _is_one_line(text):
        return text.strip()
    text = _CONTROL_ESCAPE.sub(" ", text).translate(_INVISIBLE_GONE)
    return " ".join(_CONTROL.sub("", text).split())


def _plain_float(raw: float) -> str:
    if raw.is_integer() and abs(raw) < _EXCEL_LIMIT:
        return str(int(raw))
    return format(_decimal(raw), "f") if isfinite(raw) else str(raw)


def _decimal(raw: float) -> Decimal:
    """Take a float cell at the digits that Excel keeps, so that 0.1 + 0.2 is 0.3 as it is on the sheet."""
    number = Decimal(repr(raw))
    return number if len(number.as_tuple().digits) <= _EXCEL_DIGITS else Decimal(f"{raw:.15g}")


def _why_no_number(raw: object) -> str:
    if raw is None:
        return "the cell is blank"
    if isinstance(raw, bool):
        return f"{'TRUE' if raw else 'FALSE'} is a yes or no, not a number"
    return f"{raw:%d/%m/%Y} is a date, not a number" if isinstance(raw, date) else f"{raw} is not a number"


def _numeric(raw: float | Decimal, percent_format: bool) -> Number:
    number = _decimal(raw) if isinstance(raw, float) else Decimal(raw)
    if not number.is_finite():
        raise ValueError(f"{raw} is not a number")
    if percent_format:
        number = number.scaleb(2, _EXACT)
    decimals = _decimals_of(number)
    note = "more than 15 digits: Excel may have changed the last ones" if abs(number) >= _EXCEL_LIMIT else ""
    return Number(_whole_if_so(number, decimals), decimals, percent_format, note)


def _decimals_of(number: Decimal) -> int:
    exponent = number.normalize(_EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _whole_if_so(number: Decimal, decimals: int) -> Decimal:
    return Decimal(int(number)) if decimals == 0 else number.normalize(_EXACT)


def _written(raw: str) -> Number:
    text = raw.translate(_PLAIN_SIGNS).strip()
    if len(text) <= _LONGEST and _PLAIN.fullmatch(text):
        return Number(_without_exponent(Decimal(text)), _printed_decimals(text))
    absent = read_absent(raw)
    if absent:
        raise ValueError("the cell is blank" if absent == "blank" else f"{text} means {absent}, not a number")
    match = _SHAPE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        raise ValueError(f"{text[:60]} is not a number")
    return _assembled(match, text)


def _assembled(match: re.Match[str], text: str) -> Number:
    part = match.groupdict()
    negative = _negative(part, text)
    digits = _ungrouped(part["digits"])
    power = _power(part["unit"], bool(part["percent"]), text)
    value = Decimal(digits).scaleb(power, _EXACT) * (-1 if negative else 1)
    note = _understood(part, value, text)
    return Number(_without_exponent(value), _printed_decimals(digits) - power, bool(part["percent"]), note)


def _without_exponent(value: Decimal) -> Decimal:
    if not value:
        return abs(value)
    exponent = value.as_tuple().exponent
    return Decimal(int(value)) if isinstance(exponent, int) and exponent > 0 else value


def _negative(part: dict[str, str], text: str) -> bool:
    """Find the one sign of a figure; two signs, or a bracket without its partner, are refused."""
    opened = part["before"].count("(")
    closed = len(part["close1"]) + len(part["close2"])
    minuses = part["before"].count("-") + len(part["minus"])
    if opened != closed or opened > 1:
        raise ValueError(f"{text[:60]} has a bracket without its partner")
    if opened + minuses > 1:
        raise ValueError(f"{text[:60]} has more than one minus sign, so its sign is in doubt")
    return opened + minuses == 1


def _ungrouped(digits: str) -> str:
    """Drop thousands separators that stand where they should; refuse those that do not."""
    text = re.sub(r"\s*,\s*", ",", " ".join(digits.split()))
    if _UNGROUPED.fullmatch(text):
        return text
    if _THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    if _SPACED.fullmatch(text):
        return text.replace(" ", "")
    if _DECIMAL_COMMA.fullmatch(text):
        raise ValueError(f"{text} looks like a decimal comma: write the decimals after a point")
    if "," not in text and " " not in text:
        raise ValueError(f"{text} is not a number")
    raise ValueError(f"{text} has thousands separators in the wrong place")


def _power(unit: str, percent: bool, text: str) -> int:
    word = unit.lower()
    if not word or (word in _PEOPLE and not percent):
        return 0
    if word not in _POWERS or percent:
        raise ValueError(f"{text[:60]} is not a number")
    return _POWERS[word]


def _understood(part: dict[str, str], value: Decimal, text: str) -> str:
    """Say how an unusual writing was read; nothing for plain figures with £, commas or %."""
    figure = f"{value:,f}" + part["percent"]
    digits = part["digits"].strip()
    if part["unit"] or part["minus"] or " " in digits or part["before"].count("£") > 1:
        return f"{text} read as {figure}"
    return "brackets read as negative" if part["close1"] or part["close2"] else ""


def _printed_decimals(digits: str) -> int:
    return len(digits.partition(".")[2])


def _at_decimals(value: int, scale: int, decimals: int) -> int:
    """Round whole units of 10**-scale to whole units of 10**-decimals (units where decimals is negative)."""
    drop = scale - decimals
    if drop <= 0:
        return value * int(10**-drop)
    size = int(10**drop)
    units = (abs(value) + size // 2) // size * int(10 ** max(-decimals, 0))
    return -units if value < 0 else units


def _digits(units: int, decimals: int, separator: str) -> str:
    whole, part = divmod(units, 10**decimals)
    grouped = f"{whole:,}" if separator else str(whole)
    return f"{grouped}.{part:0{decimals}d}" if decimals else grouped
