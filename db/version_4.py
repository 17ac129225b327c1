"""To schema version 4: areas, budgets, allocations, and the models of workforce and money.

The statements are kept as they were, whatever the declarations become: a step must lead to what the next began from.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE new_aliases
        (id INTEGER NOT NULL, kind TEXT NOT NULL, written TEXT NOT NULL, means TEXT NOT NULL, PRIMARY KEY (id),
        CONSTRAINT alias_kind CHECK ("kind" IN ('place', 'pcn', 'practice', 'commissioner', 'arrs_role',
        'scheme', 'fund', 'building', 'area', 'budget_category'))) STRICT
    """,
    "INSERT INTO new_aliases SELECT * FROM aliases",
    "DROP TABLE aliases",
    "ALTER TABLE new_aliases RENAME TO aliases",
    "CREATE UNIQUE INDEX key_of_aliases ON aliases (kind, written)",
    """
    CREATE TABLE areas
        (id INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, code TEXT, within TEXT, note TEXT, PRIMARY
        KEY (id), CONSTRAINT area_kind CHECK ("kind" IN ('place', 'CCG', 'ICB', 'other')), FOREIGN KEY(within)
        REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_areas ON areas (name)",
    """
    CREATE TABLE budget_categories
        (id INTEGER NOT NULL, name TEXT NOT NULL, block TEXT NOT NULL, within TEXT, nature TEXT NOT NULL,
        position INTEGER, note TEXT, PRIMARY KEY (id), CONSTRAINT budget_category_block CHECK ("block" IN
        ('delegated', 'other primary care')), CONSTRAINT budget_category_nature CHECK ("nature" IN ('spend',
        'reserves', 'contingency', 'prior-year benefit', 'QIPP')), FOREIGN KEY(within) REFERENCES
        budget_categories (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_budget_categories ON budget_categories (name)",
    """
    CREATE TABLE budget_versions
        (id INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, agreed TEXT, note TEXT, PRIMARY KEY (id),
        CONSTRAINT budget_version_kind CHECK ("kind" IN ('budget', 'projection'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_budget_versions ON budget_versions (name)",
    """
    CREATE TABLE new_funds
        (id INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, note TEXT, programme TEXT, recurrence
        TEXT, conditions TEXT, per_head INTEGER, PRIMARY KEY (id), CONSTRAINT fund_kind CHECK ("kind" IN
        ('ETTF', 'S106', 'CIL', 'improvement grant', 'One Public Estate', 'council', 'ICS capital',
        'GP contribution', 'revenue', 'other')), CONSTRAINT fund_recurrence CHECK ("recurrence" IN ('recurrent',
        'non-recurrent'))) STRICT
    """,
    'INSERT INTO new_funds ("id", "name", "kind", "note") SELECT "id", "name", "kind", "note" FROM funds',
    "DROP TABLE funds",
    "ALTER TABLE new_funds RENAME TO funds",
    "CREATE UNIQUE INDEX key_of_funds ON funds (name)",
    """
    CREATE TABLE phases
        (id INTEGER NOT NULL, profile TEXT NOT NULL, month INTEGER NOT NULL, share INTEGER NOT NULL, PRIMARY KEY
        (id)) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_phases ON phases (profile, month)",
    """
    CREATE TABLE variance_bands
        (id INTEGER NOT NULL, rag TEXT NOT NULL, share INTEGER NOT NULL, amount INTEGER NOT NULL, note TEXT,
        PRIMARY KEY (id), CONSTRAINT variance_band_rag CHECK ("rag" IN ('Amber', 'Red'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_variance_bands ON variance_bands (rag)",
    """
    CREATE TABLE assumption_sets
        (id INTEGER NOT NULL, name TEXT NOT NULL, model TEXT NOT NULL, published INTEGER, based_on TEXT, version
        TEXT, note TEXT, PRIMARY KEY (id), CONSTRAINT assumption_set_model CHECK ("model" IN
        ('five-year budget', 'GP workforce gap', 'workforce trajectories', 'MDT activity')), FOREIGN
        KEY(based_on) REFERENCES assumption_sets (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(version)
        REFERENCES budget_versions (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_assumption_sets ON assumption_sets (name)",
    """
    CREATE TABLE budget_figures
        (id INTEGER NOT NULL, area TEXT NOT NULL, category TEXT NOT NULL, year TEXT NOT NULL, month INTEGER NOT
        NULL, period TEXT NOT NULL, measure TEXT NOT NULL, origin TEXT NOT NULL, value INTEGER NOT NULL, basis
        TEXT, starts INTEGER, note TEXT, source TEXT, sheet TEXT, cell TEXT, decimals INTEGER, PRIMARY KEY (id),
        CONSTRAINT budget_figure_period CHECK ("period" IN ('month', 'year to date', 'full year')), CONSTRAINT
        budget_figure_measure CHECK ("measure" IN ('plan', 'actual', 'forecast')), CONSTRAINT
        budget_figure_origin CHECK ("origin" IN ('report', 'ledger', 'return', 'entered')), CONSTRAINT
        budget_figure_basis CHECK ("basis" IN ('ledger', 'accrual', 'estimate', 'two months in arrears')),
        FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(category)
        REFERENCES budget_categories (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES
        sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    """
    CREATE UNIQUE INDEX key_of_budget_figures ON budget_figures
        (area, category, year, month, period, measure, origin)
    """,
    """
    CREATE TABLE budget_lines
        (id INTEGER NOT NULL, version TEXT NOT NULL, area TEXT NOT NULL, category TEXT NOT NULL, year TEXT NOT
        NULL, amount INTEGER NOT NULL, recurrent INTEGER, profile TEXT, note TEXT, source TEXT, sheet TEXT, cell
        TEXT, decimals INTEGER, PRIMARY KEY (id), FOREIGN KEY(version) REFERENCES budget_versions (name)
        DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(category) REFERENCES budget_categories (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN
        KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_budget_lines ON budget_lines (version, area, category, year)",
    """
    CREATE TABLE new_fund_envelopes
        (id INTEGER NOT NULL, fund TEXT NOT NULL, year TEXT NOT NULL, amount INTEGER NOT NULL, note TEXT, source
        TEXT, cell TEXT, area TEXT, ring_fenced INTEGER, spent INTEGER, committed INTEGER, PRIMARY KEY (id),
        FOREIGN KEY(fund) REFERENCES funds (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES
        sources (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE
        INITIALLY DEFERRED) STRICT
    """,
    """
    INSERT INTO new_fund_envelopes
        ("id", "fund", "year", "amount", "note", "source", "cell") SELECT "id", "fund", "year", "amount",
        "note", "source", "cell" FROM fund_envelopes
    """,
    "DROP TABLE fund_envelopes",
    "ALTER TABLE new_fund_envelopes RENAME TO fund_envelopes",
    "CREATE UNIQUE INDEX key_of_fund_envelopes ON fund_envelopes (fund, year, coalesce(area, ''))",
    """
    CREATE TABLE pay_assumptions
        (id INTEGER NOT NULL, role TEXT NOT NULL, year TEXT, band TEXT, wage INTEGER, on_costs INTEGER, cost
        INTEGER NOT NULL, reimbursed_1 INTEGER, reimbursed_2 INTEGER, reimbursed_3 INTEGER, note TEXT, source
        TEXT, cell TEXT, PRIMARY KEY (id), FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY
        DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_pay_assumptions ON pay_assumptions (role, coalesce(year, ''))",
    """
    CREATE TABLE published_allocations
        (id INTEGER NOT NULL, area TEXT NOT NULL, year TEXT NOT NULL, final INTEGER, adjusted INTEGER,
        adjustment INTEGER, distance INTEGER, source TEXT, cell TEXT, decimals INTEGER, PRIMARY KEY (id),
        FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES
        sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_published_allocations ON published_allocations (area, year)",
    """
    CREATE TABLE stated_budgets
        (id INTEGER NOT NULL, source TEXT NOT NULL, sheet TEXT, cell TEXT NOT NULL, version TEXT, area TEXT,
        category TEXT, label TEXT, year TEXT, month INTEGER, period TEXT, measure TEXT NOT NULL, rule TEXT NOT
        NULL, convention TEXT, first_row INTEGER, last_row INTEGER, value INTEGER NOT NULL, decimals INTEGER,
        PRIMARY KEY (id), CONSTRAINT stated_budget_period CHECK ("period" IN ('month', 'year to date',
        'full year')), CONSTRAINT stated_budget_measure CHECK ("measure" IN ('plan', 'actual', 'forecast',
        'variance', 'variance_percent', 'allocation')), CONSTRAINT stated_budget_rule CHECK ("rule" IN ('total',
        'computed')), CONSTRAINT stated_budget_convention CHECK ("convention" IN ('plan less actual',
        'actual less plan')), FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(version) REFERENCES budget_versions (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(area)
        REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(category) REFERENCES
        budget_categories (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_stated_budgets ON stated_budgets (source, coalesce(sheet, ''), cell)",
    """
    CREATE TABLE stated_workforce
        (id INTEGER NOT NULL, source TEXT NOT NULL, sheet TEXT, cell TEXT NOT NULL, area TEXT, year TEXT, item
        TEXT, role TEXT, programme TEXT, measure TEXT NOT NULL, rule TEXT NOT NULL, first_row INTEGER, last_row
        INTEGER, first_column INTEGER, last_column INTEGER, value INTEGER NOT NULL, decimals INTEGER, note TEXT,
        PRIMARY KEY (id), CONSTRAINT stated_workforce_measure CHECK ("measure" IN ('baseline', 'locum_share',
        'vacancies', 'retiring', 'over_50_share', 'over_50', 'expansion', 'international', 'other_recruitment',
        'gap', 'gap_without_targets', 'gap_share', 'vacancy_share', 'target', 'cost', 'pay', 'funded',
        'funded_share', 'shortfall', 'substitution_share', 'growth_share')), CONSTRAINT stated_workforce_rule
        CHECK ("rule" IN ('figure', 'total', 'computed')), FOREIGN KEY(source) REFERENCES sources (name)
        DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED)
        STRICT
    """,
    "CREATE UNIQUE INDEX key_of_stated_workforce ON stated_workforce (source, coalesce(sheet, ''), cell)",
    """
    CREATE TABLE variance_reasons
        (id INTEGER NOT NULL, area TEXT NOT NULL, category TEXT NOT NULL, year TEXT NOT NULL, month INTEGER NOT
        NULL, reason TEXT NOT NULL, action TEXT, owner TEXT, PRIMARY KEY (id), FOREIGN KEY(area) REFERENCES
        areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(category) REFERENCES budget_categories (name)
        DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_variance_reasons ON variance_reasons (area, category, year, month)",
    """
    CREATE TABLE virements
        (id INTEGER NOT NULL, number TEXT NOT NULL, "on" TEXT NOT NULL, year TEXT NOT NULL, amount INTEGER NOT
        NULL, from_area TEXT, from_category TEXT, to_area TEXT, to_category TEXT, recurrent INTEGER, reason TEXT
        NOT NULL, source TEXT, cell TEXT, PRIMARY KEY (id), FOREIGN KEY(from_area) REFERENCES areas (name)
        DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(from_category) REFERENCES budget_categories (name) DEFERRABLE
        INITIALLY DEFERRED, FOREIGN KEY(to_area) REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN
        KEY(to_category) REFERENCES budget_categories (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source)
        REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_virements ON virements (number)",
    """
    CREATE TABLE workforce_baselines
        (id INTEGER NOT NULL, profession TEXT NOT NULL, area TEXT NOT NULL, year TEXT NOT NULL, baseline
        INTEGER, locum_share INTEGER, vacancies INTEGER, retiring INTEGER, over_50_share INTEGER, over_50
        INTEGER, expansion INTEGER, international INTEGER, surveyed TEXT, source TEXT, cell TEXT, PRIMARY KEY
        (id), FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source)
        REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_workforce_baselines ON workforce_baselines (profession, area, year)",
    """
    CREATE TABLE workforce_targets
        (id INTEGER NOT NULL, role TEXT NOT NULL, programme TEXT, area TEXT NOT NULL, year TEXT NOT NULL, wte
        INTEGER NOT NULL, within_establishment INTEGER, note TEXT, source TEXT, cell TEXT, PRIMARY KEY (id),
        FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES
        sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    """
    CREATE UNIQUE INDEX key_of_workforce_targets ON workforce_targets
        (role, coalesce(programme, ''), area, year)
    """,
    """
    CREATE TABLE assumptions
        (id INTEGER NOT NULL, "set" TEXT NOT NULL, name TEXT NOT NULL, area TEXT, year TEXT, item TEXT, value
        INTEGER NOT NULL, low INTEGER, high INTEGER, unit TEXT NOT NULL, note TEXT, source TEXT, cell TEXT,
        PRIMARY KEY (id), CONSTRAINT assumption_unit CHECK ("unit" IN ('%', '£', 'WTE', 'number')), FOREIGN
        KEY("set") REFERENCES assumption_sets (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(area) REFERENCES
        areas (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE
        INITIALLY DEFERRED) STRICT
    """,
    """
    CREATE UNIQUE INDEX key_of_assumptions ON assumptions
        ("set", name, coalesce(area, ''), coalesce(year, ''), coalesce(item, ''))
    """,
    """
    CREATE TABLE new_stated_funding
        (id INTEGER NOT NULL, source TEXT NOT NULL, sheet TEXT, cell TEXT NOT NULL, fund TEXT, year TEXT, scheme
        TEXT, measure TEXT NOT NULL, rule TEXT NOT NULL, first_row INTEGER, last_row INTEGER, value INTEGER NOT
        NULL, decimals INTEGER, area TEXT, PRIMARY KEY (id), CONSTRAINT stated_funding_measure CHECK ("measure"
        IN ('original', 'revised', 'spent', 'forecast')), CONSTRAINT stated_funding_rule CHECK ("rule" IN
        ('line', 'total')), FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN
        KEY(fund) REFERENCES funds (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(scheme) REFERENCES schemes
        (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(area) REFERENCES areas (name) DEFERRABLE INITIALLY
        DEFERRED) STRICT
    """,
    """
    INSERT INTO new_stated_funding
        ("id", "source", "sheet", "cell", "fund", "year", "scheme", "measure", "rule", "first_row", "last_row",
        "value", "decimals") SELECT "id", "source", "sheet", "cell", "fund", "year", "scheme", "measure",
        "rule", "first_row", "last_row", "value", "decimals" FROM stated_funding
    """,
    "DROP TABLE stated_funding",
    "ALTER TABLE new_stated_funding RENAME TO stated_funding",
    "CREATE UNIQUE INDEX key_of_stated_funding ON stated_funding (source, coalesce(sheet, ''), cell)",
)


def step(operations: Any) -> None:
    """Add the tables that are new; funds and envelopes know streams and areas; further kinds of alias."""
    for statement in STATEMENTS:
        operations.execute(statement)
