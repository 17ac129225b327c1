"""A risk's sentence in its three parts: what causes it, what may happen, what that would lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CAUSES = r"as a (?:result|consequence) of|due to|because of|owing to|caused by|if"
_RISK = (
    r"there (?:is|may be|remains|would be) (?:a|the) (?:potential |significant |continued )?risk (?:that|of|to)|then"
)
_EFFECTS = (
    r"(?:(?:which|this|that) )?(?:may|might|could|would|will|can) (?:then )?(?:result(?: in)?|end in)"
    r"|(?:(?:which|this|that) )?(?:may|might|could|would|will|can) (?:then )?lead to"
    r"|(?:which|this) (?:results|leads) (?:in|to)|(?:thereby |thus )?(?:resulting in|leading to)"
    r"|with the (?:result|effect|consequence) (?:that|of)|thereby"
)
_CAUSE_FIRST = re.compile(rf"(?:{_CAUSES})\s+(?P<cause>.+?)[,;]?\s+(?:{_RISK})\s+(?P<rest>.+)", re.IGNORECASE)
_RISK_FIRST = re.compile(rf"(?:{_RISK})\s+(?P<rest>.+)", re.IGNORECASE)
_EFFECT = re.compile(rf"[,;]?\s+(?P<words>{_EFFECTS})\s+", re.IGNORECASE)
_LATER_CAUSES = _CAUSES.removesuffix("|if")
_CAUSE_LATER = re.compile(rf"[,;]?\s+(?:{_LATER_CAUSES})\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """The three parts of a risk; '' for a part that the sentence does not tell apart."""

    cause: str = ""
    event: str = ""
    effect: str = ""

    @property
    def whole(self) -> str:
        """The parts as one sentence, in the order in which registers write them."""
        if not (self.cause or self.effect):
            return self.event
        cause = f"As a result of {self.cause}, there is a risk that " if self.cause else "There is a risk that "
        effect = f", which may result in {self.effect}" if self.effect else ""
        return f"{cause}{self.event}{effect}."


def split_statement(text: str) -> Statement:
    """A proposal for the three parts, by the usual words between them. What shows no such words is the event.

    Nothing is added and nothing lost but the words between: the parts are pieces of the sentence as it stands.
    """
    sentence = " ".join(text.split()).rstrip(" .")
    match = _CAUSE_FIRST.fullmatch(sentence) or _RISK_FIRST.fullmatch(sentence)
    if match is None:
        return Statement(event=sentence)
    cause = match.groupdict().get("cause") or ""
    event, effect = _parted(match["rest"], _EFFECT)
    if not cause:
        event, cause = _parted(event, _CAUSE_LATER)
        if not cause:
            effect, cause = _parted(effect, _CAUSE_LATER)
    return Statement(cause, event, effect)


def _parted(text: str, words: re.Pattern[str]) -> tuple[str, str]:
    found = words.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")
