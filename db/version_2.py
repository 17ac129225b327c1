"""To schema version 2: the plan round, actuals, network payments and the practice survey.

The statements are kept as they were, whatever the declarations become: a step must lead to what the next began from.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "ALTER TABLE arrs_roles ADD COLUMN supply TEXT",
    """
    CREATE TABLE des_rates (
        id INTEGER NOT NULL,
        item TEXT NOT NULL,
        year TEXT NOT NULL,
        first_month INTEGER NOT NULL,
        last_month INTEGER NOT NULL,
        rate INTEGER,
        basis TEXT NOT NULL,
        paid_to TEXT NOT NULL,
        note TEXT,
        PRIMARY KEY (id),
        CONSTRAINT des_rate_basis CHECK ("basis" IN ('registered patient', 'weighted patient',
            'adjusted patient', 'care home bed')),
        CONSTRAINT des_rate_paid_to CHECK ("paid_to" IN ('PCN', 'practice'))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_des_rates ON des_rates (item, year, first_month)",
    "ALTER TABLE plan_rounds ADD COLUMN due TEXT",
    "ALTER TABLE pcns ADD COLUMN contact TEXT",
    """
    CREATE TABLE practice_capacities (
        id INTEGER NOT NULL,
        practice TEXT NOT NULL,
        as_at TEXT NOT NULL,
        training_practice INTEGER,
        trainers INTEGER,
        supervisors INTEGER,
        mentors INTEGER,
        placements INTEGER,
        placements_used INTEGER,
        consulting_rooms INTEGER,
        rooms_free INTEGER,
        source TEXT,
        note TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(practice) REFERENCES practices (code) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_practice_capacities ON practice_capacities (practice, as_at)",
    """
    CREATE TABLE practice_staff (
        id INTEGER NOT NULL,
        practice TEXT NOT NULL,
        as_at TEXT NOT NULL,
        staff_group TEXT NOT NULL,
        headcount INTEGER,
        wte INTEGER,
        vacancies INTEGER,
        over_50 INTEGER,
        over_55 INTEGER,
        retiring INTEGER,
        locums INTEGER,
        source TEXT,
        note TEXT,
        PRIMARY KEY (id),
        CONSTRAINT practice_staff_staff_group CHECK ("staff_group" IN ('GP partner', 'Salaried GP',
            'GP registrar', 'Advanced nurse practitioner', 'Practice nurse', 'Healthcare assistant',
            'Clinical pharmacist', 'Other direct patient care', 'Practice manager',
            'Reception and administration')),
        FOREIGN KEY(practice) REFERENCES practices (code) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_practice_staff ON practice_staff (practice, as_at, staff_group)",
    """
    CREATE TABLE stated_payments (
        id INTEGER NOT NULL,
        source TEXT NOT NULL,
        year TEXT NOT NULL,
        item TEXT NOT NULL,
        amount TEXT NOT NULL,
        total TEXT,
        effective TEXT,
        cell TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_stated_payments ON stated_payments (source, year, item)",
    """
    CREATE TABLE arrs_claims (
        id INTEGER NOT NULL,
        pcn TEXT NOT NULL,
        year TEXT NOT NULL,
        month INTEGER NOT NULL,
        role TEXT NOT NULL,
        post TEXT,
        wte INTEGER NOT NULL,
        amount INTEGER,
        start TEXT,
        "end" TEXT,
        hours INTEGER,
        salary INTEGER,
        national_insurance INTEGER,
        pension INTEGER,
        fees INTEGER,
        training INTEGER,
        training_reason TEXT,
        source TEXT,
        cell TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pcn) REFERENCES pcns (code) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(role) REFERENCES arrs_roles (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_arrs_claims ON arrs_claims (pcn, year, month, role, coalesce(post, ''))",
    """
    CREATE TABLE maturity_steps (
        id INTEGER NOT NULL,
        pcn TEXT NOT NULL,
        as_at TEXT NOT NULL,
        step TEXT NOT NULL,
        needs TEXT,
        note TEXT,
        PRIMARY KEY (id),
        CONSTRAINT maturity_step_step CHECK ("step" IN ('foundation', 'step 1', 'step 2', 'step 3')),
        FOREIGN KEY(pcn) REFERENCES pcns (code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_maturity_steps ON maturity_steps (pcn, as_at)",
    """
    CREATE TABLE nwrs_posts (
        id INTEGER NOT NULL,
        as_at TEXT NOT NULL,
        pcn TEXT NOT NULL,
        person TEXT NOT NULL,
        staff_role TEXT NOT NULL,
        staff_group TEXT,
        role TEXT,
        fte INTEGER NOT NULL,
        source TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pcn) REFERENCES pcns (code) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(role) REFERENCES arrs_roles (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_nwrs_posts ON nwrs_posts (as_at, pcn, person, staff_role)",
    "CREATE INDEX pcn_of_nwrs_posts ON nwrs_posts (pcn)",
    """
    CREATE TABLE payment_bases (
        id INTEGER NOT NULL,
        pcn TEXT NOT NULL,
        year TEXT NOT NULL,
        basis TEXT NOT NULL,
        number INTEGER NOT NULL,
        note TEXT,
        PRIMARY KEY (id),
        CONSTRAINT payment_basis_basis CHECK ("basis" IN ('registered patient', 'weighted patient',
            'adjusted patient', 'care home bed')),
        FOREIGN KEY(pcn) REFERENCES pcns (code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_payment_bases ON payment_bases (pcn, year, basis)",
    """
    CREATE TABLE plan_lines (
        id INTEGER NOT NULL,
        round TEXT NOT NULL,
        pcn TEXT NOT NULL,
        line INTEGER NOT NULL,
        role TEXT NOT NULL,
        post TEXT,
        wte INTEGER NOT NULL,
        start TEXT,
        "end" TEXT,
        salary INTEGER,
        note TEXT,
        source TEXT,
        cell TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(round) REFERENCES plan_rounds (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(pcn) REFERENCES pcns (code) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(role) REFERENCES arrs_roles (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_plan_lines ON plan_lines (round, pcn, line)",
    "CREATE INDEX pcn_of_plan_lines ON plan_lines (pcn)",
    """
    CREATE TABLE plan_returns (
        id INTEGER NOT NULL,
        round TEXT NOT NULL,
        pcn TEXT NOT NULL,
        status TEXT NOT NULL,
        sent TEXT,
        received TEXT,
        queried TEXT,
        accepted TEXT,
        submitted TEXT,
        "query" TEXT,
        source TEXT,
        note TEXT,
        PRIMARY KEY (id),
        CONSTRAINT plan_return_status CHECK ("status" IN ('not sent', 'sent', 'received', 'queried', 'accepted',
            'submitted')),
        FOREIGN KEY(round) REFERENCES plan_rounds (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(pcn) REFERENCES pcns (code) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_plan_returns ON plan_returns (round, pcn)",
    "CREATE INDEX pcn_of_plan_returns ON plan_returns (pcn)",
)


def step(operations: Any) -> None:
    """Add the tables and columns that are new."""
    for statement in STATEMENTS:
        operations.execute(statement)
