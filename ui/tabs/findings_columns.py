"""The columns of the findings list, and what its words are."""

from __future__ import annotations

from collections.abc import Sequence

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import counted
from ui.parts.record_lines import SEVERITY_TONES, SEVERITY_WORDS
from ui.parts.wording import rule_words

ACKNOWLEDGED = "Acknowledged"
SPECS = (
    ColumnSpec(
        name="severity",
        label="Severity",
        tones={SEVERITY_WORDS[key]: tone for key, tone in SEVERITY_TONES.items()} | {ACKNOWLEDGED: "grey"},
        help="Wrong: a figure cannot be right. Check: worth a look. Note: good to know.",
    ),
    ColumnSpec(name="rule", label="What it is"),
    ColumnSpec(name="subject", label="About", width=24),
    ColumnSpec(name="printed", label="Figure", align="right", help="As the source prints it, or as it stands"),
    ColumnSpec(name="computed", label="Held against", align="right", help="The figure worked out again, or its limit"),
    ColumnSpec(name="where", label="Cell", help="The sheet and cell, or what else the finding stands at"),
    ColumnSpec(name="message", label="In a sentence"),
    ColumnSpec(name="file", label="File", hidden=True),
    ColumnSpec(name="reason", label="Why acknowledged", hidden=True),
)


def listed(findings: Sequence[Finding]) -> Columns:
    """The findings as a table, those still open first; a row's identity is the finding's."""
    ordered = sorted(findings, key=lambda finding: bool(finding.acknowledged))
    return columns_of(SPECS, [_row(finding) for finding in ordered], ids=[finding.identity for finding in ordered])


def _row(finding: Finding) -> tuple[str, ...]:
    file, _, cell = finding.where.rpartition(" › ")
    return (
        severity(finding)[0],
        rule_words(finding.rule),
        finding.subject,
        finding.printed,
        finding.computed,
        cell,
        finding.message,
        file,
        finding.acknowledged,
    )


def severity(finding: Finding) -> tuple[str, str]:
    """The word for how grave a finding is, and its tone; an acknowledged one says only that."""
    if finding.acknowledged:
        return ACKNOWLEDGED, "grey"
    return SEVERITY_WORDS[finding.severity], SEVERITY_TONES[finding.severity]


def in_a_sentence(findings: Sequence[Finding]) -> tuple[str, str]:
    """What the findings come to, and the tone to say it in."""
    waiting = [finding for finding in findings if not finding.acknowledged]
    number = {key: sum(finding.severity == key for finding in waiting) for key in SEVERITY_WORDS}
    parts = []
    if number["error"]:
        parts.append(f"{counted(number['error'], 'figure')} cannot be right")
    if number["warning"]:
        parts.append(f"{number['warning']:,} need{'s' if number['warning'] == 1 else ''} a look")
    if number["note"]:
        parts.append(counted(number["note"], "note"))
    if accepted := len(findings) - len(waiting):
        parts.append(f"{accepted:,} acknowledged")
    if findings and not waiting:
        return "Everything that was found is acknowledged.", "green"
    return " · ".join(parts), "red" if number["error"] else "amber" if number["warning"] else "blue"
