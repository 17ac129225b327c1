"""To schema version 5: cover sheets, what a pack holds, and saved views.

The statements are kept as they were, whatever the declarations become: a step must lead to what the next began from.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE cover_sheets
        (id INTEGER NOT NULL, paper TEXT NOT NULL, "of" TEXT, body TEXT NOT NULL, "on" TEXT NOT NULL, number
        TEXT, title TEXT, purpose TEXT, asked TEXT, priorities TEXT, enablers TEXT, author TEXT, owner TEXT,
        accurate_on TEXT, consulted TEXT, presented_to TEXT, background TEXT, key_points TEXT, options TEXT,
        risks TEXT, risks_recorded INTEGER, finance TEXT, green_plan TEXT, inequalities TEXT, next_steps TEXT,
        reading TEXT, PRIMARY KEY (id), CONSTRAINT cover_sheet_paper CHECK ("paper" IN ('workforce-plans',
        'finance', 'estates', 'priorities', 'risk-register', 'action-tracker', 'highlight-report',
        'annual-cycle', 'agenda')), CONSTRAINT cover_sheet_purpose CHECK ("purpose" IN ('note', 'discuss',
        'approve', 'decide'))) STRICT
    """,
    """
    CREATE UNIQUE INDEX key_of_cover_sheets ON cover_sheets (paper, coalesce("of", ''), body, "on")
    """,
    """
    CREATE TABLE pack_papers
        (id INTEGER NOT NULL, body TEXT NOT NULL, paper TEXT NOT NULL, "of" TEXT, position INTEGER NOT NULL,
        item TEXT, PRIMARY KEY (id), CONSTRAINT pack_paper_paper CHECK ("paper" IN ('workforce-plans',
        'finance', 'estates', 'priorities', 'risk-register', 'action-tracker', 'highlight-report',
        'annual-cycle', 'agenda'))) STRICT
    """,
    """
    CREATE UNIQUE INDEX key_of_pack_papers ON pack_papers (body, paper, coalesce("of", ''))
    """,
    """
    CREATE TABLE saved_views
        (id INTEGER NOT NULL, name TEXT NOT NULL, "table" TEXT NOT NULL, state TEXT, pinned INTEGER, note TEXT,
        PRIMARY KEY (id)) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_saved_views ON saved_views (name, "table")',
)


def step(operations: Any) -> None:
    """Add the tables that are new."""
    for statement in STATEMENTS:
        operations.execute(statement)
