"""To schema version 3: estates schemes, premises, prioritisation, risks, resilience, actions and milestones.

The statements are kept as they were, whatever the declarations become: a step must lead to what the next began from.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE new_aliases
        (id INTEGER NOT NULL, kind TEXT NOT NULL, written TEXT NOT NULL, means TEXT NOT NULL, PRIMARY KEY (id),
        CONSTRAINT alias_kind CHECK ("kind" IN ('place', 'pcn', 'practice', 'commissioner', 'arrs_role',
        'scheme', 'fund', 'building'))) STRICT
    """,
    "INSERT INTO new_aliases SELECT * FROM aliases",
    "DROP TABLE aliases",
    "ALTER TABLE new_aliases RENAME TO aliases",
    "CREATE UNIQUE INDEX key_of_aliases ON aliases (kind, written)",
    """
    CREATE TABLE buildings
        (id INTEGER NOT NULL, name TEXT NOT NULL, postcode TEXT, tenure TEXT, lease_ends TEXT, area INTEGER,
        clinical_rooms INTEGER, capacity INTEGER, "temporary" INTEGER, facet_physical TEXT, facet_functional
        TEXT, facet_space TEXT, facet_quality TEXT, facet_statutory TEXT, facet_environmental TEXT, cost_to_b
        INTEGER, surveyed TEXT, note TEXT, PRIMARY KEY (id), CONSTRAINT building_tenure CHECK ("tenure" IN
        ('owned by the practice', 'leased', 'NHS Property Services', 'Community Health Partnerships', 'other')),
        CONSTRAINT building_facet_physical CHECK ("facet_physical" IN ('A', 'B', 'C', 'D')), CONSTRAINT
        building_facet_functional CHECK ("facet_functional" IN ('A', 'B', 'C', 'D')), CONSTRAINT
        building_facet_space CHECK ("facet_space" IN ('A', 'B', 'C', 'D')), CONSTRAINT building_facet_quality
        CHECK ("facet_quality" IN ('A', 'B', 'C', 'D')), CONSTRAINT building_facet_statutory CHECK
        ("facet_statutory" IN ('A', 'B', 'C', 'D')), CONSTRAINT building_facet_environmental CHECK
        ("facet_environmental" IN ('A', 'B', 'C', 'D'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_buildings ON buildings (name)",
    """
    CREATE TABLE business_due
        (id INTEGER NOT NULL, body TEXT NOT NULL, item TEXT NOT NULL, "on" TEXT NOT NULL, state TEXT, note TEXT,
        PRIMARY KEY (id), CONSTRAINT business_due_state CHECK ("state" IN ('due', 'received', 'deferred',
        'taken'))) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_business_due ON business_due (body, item, "on")',
    """
    CREATE TABLE business_items
        (id INTEGER NOT NULL, body TEXT NOT NULL, item TEXT NOT NULL, section TEXT, owner TEXT, purpose TEXT,
        position INTEGER, PRIMARY KEY (id), CONSTRAINT business_item_purpose CHECK ("purpose" IN ('note',
        'discuss', 'approve', 'decide'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_business_items ON business_items (body, item)",
    """
    CREATE TABLE fund_caps
        (id INTEGER NOT NULL, kind TEXT NOT NULL, start TEXT NOT NULL, most INTEGER NOT NULL, note TEXT, PRIMARY
        KEY (id), CONSTRAINT fund_cap_kind CHECK ("kind" IN ('ETTF', 'S106', 'CIL', 'improvement grant',
        'One Public Estate', 'council', 'ICS capital', 'GP contribution', 'revenue', 'other'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_fund_caps ON fund_caps (kind, start)",
    """
    CREATE TABLE funds
        (id INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, note TEXT, PRIMARY KEY (id), CONSTRAINT
        fund_kind CHECK ("kind" IN ('ETTF', 'S106', 'CIL', 'improvement grant', 'One Public Estate', 'council',
        'ICS capital', 'GP contribution', 'revenue', 'other'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_funds ON funds (name)",
    """
    CREATE TABLE meetings
        (id INTEGER NOT NULL, body TEXT NOT NULL, "on" TEXT NOT NULL, papers_due TEXT, note TEXT, PRIMARY KEY
        (id)) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_meetings ON meetings (body, "on")',
    """
    CREATE TABLE priority_rounds
        (id INTEGER NOT NULL, name TEXT NOT NULL, held TEXT, affordable INTEGER, need_least INTEGER, need_share
        INTEGER, note TEXT, PRIMARY KEY (id)) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_priority_rounds ON priority_rounds (name)",
    """
    CREATE TABLE resilience_weights
        (id INTEGER NOT NULL, sign TEXT NOT NULL, from_figure INTEGER NOT NULL, points INTEGER NOT NULL, help
        TEXT, PRIMARY KEY (id), CONSTRAINT resilience_weight_sign CHECK ("sign" IN ('CQC rating', 'list change',
        'GP WTE per 1,000 patients', 'GPs near retirement', 'premises', 'contract ends', 'in no network',
        'open risks', 'notice served'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_resilience_weights ON resilience_weights (sign, from_figure)",
    """
    CREATE TABLE risk_appetites
        (id INTEGER NOT NULL, category TEXT, start TEXT NOT NULL, most INTEGER NOT NULL, note TEXT, PRIMARY KEY
        (id)) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_risk_appetites ON risk_appetites (coalesce(category, ''), start)",
    """
    CREATE TABLE risk_bands
        (id INTEGER NOT NULL, start TEXT NOT NULL, band TEXT NOT NULL, most INTEGER NOT NULL, note TEXT, PRIMARY
        KEY (id)) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_risk_bands ON risk_bands (start, band)",
    """
    CREATE TABLE risk_registers
        (id INTEGER NOT NULL, name TEXT NOT NULL, prefix TEXT NOT NULL, kind TEXT, owner TEXT, note TEXT,
        PRIMARY KEY (id), CONSTRAINT risk_register_kind CHECK ("kind" IN ('directorate', 'digital', 'corporate',
        'programme', 'practices', 'other'))) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_risk_registers ON risk_registers (name)",
    """
    CREATE TABLE building_uses
        (id INTEGER NOT NULL, building TEXT NOT NULL, practice TEXT NOT NULL, share INTEGER, main INTEGER,
        PRIMARY KEY (id), FOREIGN KEY(building) REFERENCES buildings (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(practice) REFERENCES practices (code) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_building_uses ON building_uses (building, practice)",
    "CREATE INDEX practice_of_building_uses ON building_uses (practice)",
    """
    CREATE TABLE committee_actions
        (id INTEGER NOT NULL, reference TEXT NOT NULL, body TEXT NOT NULL, raised TEXT, item TEXT, action TEXT
        NOT NULL, owner TEXT, deadline TEXT, closed TEXT, source TEXT, cell TEXT, PRIMARY KEY (id), FOREIGN
        KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_committee_actions ON committee_actions (reference)",
    """
    CREATE TABLE contract_events
        (id INTEGER NOT NULL, practice TEXT NOT NULL, event TEXT NOT NULL, "on" TEXT NOT NULL, takes_effect
        TEXT, with_practice TEXT, settled TEXT, note TEXT, PRIMARY KEY (id), CONSTRAINT contract_event_event
        CHECK ("event" IN ('notice served', 'caretaker', 'list dispersal', 'procurement', 'merger',
        'contract ends', 'other')), FOREIGN KEY(practice) REFERENCES practices (code) DEFERRABLE INITIALLY
        DEFERRED, FOREIGN KEY(with_practice) REFERENCES practices (code) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_contract_events ON contract_events (practice, event, "on")',
    "CREATE INDEX with_practice_of_contract_events ON contract_events (with_practice)",
    """
    CREATE TABLE criteria
        (id INTEGER NOT NULL, round TEXT NOT NULL, name TEXT NOT NULL, stage TEXT NOT NULL, weight INTEGER NOT
        NULL, anchor_0 TEXT, anchor_1 TEXT, anchor_2 TEXT, anchor_3 TEXT, anchor_4 TEXT, anchor_5 TEXT, PRIMARY
        KEY (id), CONSTRAINT criterion_stage CHECK ("stage" IN ('need', 'achievability and value')), FOREIGN
        KEY(round) REFERENCES priority_rounds (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_criteria ON criteria (round, name)",
    """
    CREATE TABLE fund_envelopes
        (id INTEGER NOT NULL, fund TEXT NOT NULL, year TEXT NOT NULL, amount INTEGER NOT NULL, note TEXT, source
        TEXT, cell TEXT, PRIMARY KEY (id), FOREIGN KEY(fund) REFERENCES funds (name) DEFERRABLE INITIALLY
        DEFERRED, FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_fund_envelopes ON fund_envelopes (fund, year)",
    """
    CREATE TABLE list_growth
        (id INTEGER NOT NULL, practice TEXT NOT NULL, site TEXT NOT NULL, year TEXT NOT NULL, homes INTEGER,
        patients INTEGER NOT NULL, note TEXT, PRIMARY KEY (id), FOREIGN KEY(practice) REFERENCES practices
        (code) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_list_growth ON list_growth (practice, site, year)",
    """
    CREATE TABLE milestones
        (id INTEGER NOT NULL, programme TEXT NOT NULL, number TEXT NOT NULL, strand TEXT, milestone TEXT NOT
        NULL, owner TEXT, start TEXT, due TEXT, written TEXT, status TEXT, completed TEXT, depends_on TEXT, note
        TEXT, source TEXT, cell TEXT, PRIMARY KEY (id), CONSTRAINT milestone_status CHECK ("status" IN
        ('not started', 'under way', 'at risk', 'late', 'complete', 'dropped')), FOREIGN KEY(source) REFERENCES
        sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_milestones ON milestones (programme, number)",
    """
    CREATE TABLE resilience_support
        (id INTEGER NOT NULL, practice TEXT NOT NULL, "on" TEXT NOT NULL, stage TEXT NOT NULL, note TEXT,
        PRIMARY KEY (id), CONSTRAINT resilience_support_stage CHECK ("stage" IN ('stage 1', 'stage 2',
        'stage 3', 'ended')), FOREIGN KEY(practice) REFERENCES practices (code) DEFERRABLE INITIALLY DEFERRED)
        STRICT
    """,
    'CREATE UNIQUE INDEX key_of_resilience_support ON resilience_support (practice, "on")',
    """
    CREATE TABLE schemes
        (id INTEGER NOT NULL, name TEXT NOT NULL, place TEXT, kind TEXT, description TEXT, owner TEXT,
        expected_from TEXT, expected_by TEXT, completed TEXT, cost INTEGER, revenue INTEGER, rooms INTEGER, area
        INTEGER, list_served INTEGER, rag TEXT, rag_reason TEXT, note TEXT, source TEXT, cell TEXT, PRIMARY KEY
        (id), CONSTRAINT scheme_kind CHECK ("kind" IN ('new build', 'extension', 'reconfiguration',
        'relocation', 'hub', 'digital', 'other')), CONSTRAINT scheme_rag CHECK ("rag" IN ('Red', 'Amber',
        'Green')), FOREIGN KEY(place) REFERENCES places (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN
        KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_schemes ON schemes (name)",
    """
    CREATE TABLE action_updates
        (id INTEGER NOT NULL, action TEXT NOT NULL, "on" TEXT NOT NULL, progress TEXT, position TEXT,
        closure_proposed_for TEXT, printed TEXT, source TEXT, cell TEXT, PRIMARY KEY (id), CONSTRAINT
        action_update_progress CHECK ("progress" IN ('none', 'on track', 'off track', 'complete', 'closed')),
        FOREIGN KEY(action) REFERENCES committee_actions (reference) DEFERRABLE INITIALLY DEFERRED, FOREIGN
        KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_action_updates ON action_updates (action, "on")',
    """
    CREATE TABLE agreements
        (id INTEGER NOT NULL, reference TEXT NOT NULL, kind TEXT NOT NULL, site TEXT, council TEXT, scheme TEXT,
        secured INTEGER, received INTEGER, spent INTEGER, expires TEXT, note TEXT, PRIMARY KEY (id), CONSTRAINT
        agreement_kind CHECK ("kind" IN ('S106', 'CIL')), FOREIGN KEY(scheme) REFERENCES schemes (name)
        DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_agreements ON agreements (reference)",
    """
    CREATE TABLE candidates
        (id INTEGER NOT NULL, round TEXT NOT NULL, scheme TEXT NOT NULL, cost INTEGER, PRIMARY KEY (id), FOREIGN
        KEY(round) REFERENCES priority_rounds (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(scheme)
        REFERENCES schemes (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_candidates ON candidates (round, scheme)",
    """
    CREATE TABLE funding_lines
        (id INTEGER NOT NULL, scheme TEXT NOT NULL, fund TEXT NOT NULL, year TEXT NOT NULL, original INTEGER NOT
        NULL, spent INTEGER, forecast INTEGER, note TEXT, source TEXT, cell TEXT, PRIMARY KEY (id), FOREIGN
        KEY(scheme) REFERENCES schemes (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(fund) REFERENCES funds
        (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY
        DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_funding_lines ON funding_lines (scheme, fund, year)",
    """
    CREATE TABLE funding_moves
        (id INTEGER NOT NULL, number TEXT NOT NULL, "on" TEXT NOT NULL, amount INTEGER NOT NULL, from_scheme
        TEXT, from_fund TEXT, from_year TEXT, to_scheme TEXT, to_fund TEXT, to_year TEXT, reason TEXT NOT NULL,
        source TEXT, cell TEXT, PRIMARY KEY (id), FOREIGN KEY(from_scheme) REFERENCES schemes (name) DEFERRABLE
        INITIALLY DEFERRED, FOREIGN KEY(from_fund) REFERENCES funds (name) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(to_scheme) REFERENCES schemes (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(to_fund)
        REFERENCES funds (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES sources (name)
        DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_funding_moves ON funding_moves (number)",
    """
    CREATE TABLE panel_conflicts
        (id INTEGER NOT NULL, round TEXT NOT NULL, scheme TEXT NOT NULL, member TEXT NOT NULL, interest TEXT NOT
        NULL, PRIMARY KEY (id), FOREIGN KEY(round) REFERENCES priority_rounds (name) DEFERRABLE INITIALLY
        DEFERRED, FOREIGN KEY(scheme) REFERENCES schemes (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_panel_conflicts ON panel_conflicts (round, scheme, member)",
    """
    CREATE TABLE panel_scores
        (id INTEGER NOT NULL, round TEXT NOT NULL, scheme TEXT NOT NULL, criterion TEXT NOT NULL, member TEXT
        NOT NULL, score INTEGER NOT NULL, note TEXT, PRIMARY KEY (id), FOREIGN KEY(round) REFERENCES
        priority_rounds (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(scheme) REFERENCES schemes (name)
        DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_panel_scores ON panel_scores (round, scheme, criterion, member)",
    """
    CREATE TABLE past_deadlines
        (id INTEGER NOT NULL, action TEXT NOT NULL, deadline TEXT NOT NULL, revised_on TEXT, reason TEXT,
        PRIMARY KEY (id), FOREIGN KEY(action) REFERENCES committee_actions (reference) DEFERRABLE INITIALLY
        DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_past_deadlines ON past_deadlines (action, deadline)",
    """
    CREATE TABLE risks
        (id INTEGER NOT NULL, reference TEXT NOT NULL, register TEXT NOT NULL, corporate_reference TEXT,
        statement TEXT, cause TEXT, event TEXT, effect TEXT, split TEXT, category TEXT, owner TEXT, accountable
        TEXT, practice TEXT, pcn TEXT, scheme TEXT, plan_round TEXT, budget_line TEXT, controls TEXT, gaps TEXT,
        assurance TEXT, treatment TEXT, "plan" TEXT, position TEXT, target_words TEXT, raised TEXT, updated
        TEXT, review_every INTEGER, next_review TEXT, closed TEXT, closed_reason TEXT, source TEXT, cell TEXT,
        PRIMARY KEY (id), CONSTRAINT risk_split CHECK ("split" IN ('proposed', 'confirmed')), CONSTRAINT
        risk_treatment CHECK ("treatment" IN ('treat', 'tolerate', 'transfer', 'terminate')), FOREIGN
        KEY(register) REFERENCES risk_registers (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(practice)
        REFERENCES practices (code) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(pcn) REFERENCES pcns (code)
        DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(scheme) REFERENCES schemes (name) DEFERRABLE INITIALLY
        DEFERRED, FOREIGN KEY(plan_round) REFERENCES plan_rounds (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN
        KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_risks ON risks (reference)",
    "CREATE INDEX pcn_of_risks ON risks (pcn)",
    "CREATE INDEX practice_of_risks ON risks (practice)",
    """
    CREATE TABLE scheme_decisions
        (id INTEGER NOT NULL, scheme TEXT NOT NULL, "on" TEXT NOT NULL, decision TEXT NOT NULL, body TEXT,
        PRIMARY KEY (id), FOREIGN KEY(scheme) REFERENCES schemes (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_scheme_decisions ON scheme_decisions (scheme, "on", decision)',
    """
    CREATE TABLE scheme_parties
        (id INTEGER NOT NULL, scheme TEXT NOT NULL, practice TEXT, pcn TEXT, PRIMARY KEY (id), FOREIGN
        KEY(scheme) REFERENCES schemes (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(practice) REFERENCES
        practices (code) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(pcn) REFERENCES pcns (code) DEFERRABLE
        INITIALLY DEFERRED) STRICT
    """,
    """
    CREATE UNIQUE INDEX key_of_scheme_parties ON scheme_parties
        (scheme, coalesce(practice, ''), coalesce(pcn, ''))
    """,
    "CREATE INDEX pcn_of_scheme_parties ON scheme_parties (pcn)",
    "CREATE INDEX practice_of_scheme_parties ON scheme_parties (practice)",
    """
    CREATE TABLE scheme_stages
        (id INTEGER NOT NULL, scheme TEXT NOT NULL, "on" TEXT NOT NULL, stage TEXT NOT NULL, note TEXT, source
        TEXT, cell TEXT, PRIMARY KEY (id), CONSTRAINT scheme_stage_stage CHECK ("stage" IN ('idea', 'PID',
        'OBC', 'FBC', 'construction', 'complete', 'withdrawn')), FOREIGN KEY(scheme) REFERENCES schemes (name)
        DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY
        DEFERRED) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_scheme_stages ON scheme_stages (scheme, "on")',
    """
    CREATE TABLE stated_funding
        (id INTEGER NOT NULL, source TEXT NOT NULL, sheet TEXT, cell TEXT NOT NULL, fund TEXT, year TEXT, scheme
        TEXT, measure TEXT NOT NULL, rule TEXT NOT NULL, first_row INTEGER, last_row INTEGER, value INTEGER NOT
        NULL, decimals INTEGER, PRIMARY KEY (id), CONSTRAINT stated_funding_measure CHECK ("measure" IN
        ('original', 'revised', 'spent', 'forecast')), CONSTRAINT stated_funding_rule CHECK ("rule" IN ('line',
        'total')), FOREIGN KEY(source) REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN
        KEY(fund) REFERENCES funds (name) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(scheme) REFERENCES schemes
        (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_stated_funding ON stated_funding (source, coalesce(sheet, ''), cell)",
    """
    CREATE TABLE risk_actions
        (id INTEGER NOT NULL, risk TEXT NOT NULL, number INTEGER NOT NULL, action TEXT NOT NULL, owner TEXT, due
        TEXT, progress TEXT, done TEXT, PRIMARY KEY (id), FOREIGN KEY(risk) REFERENCES risks (reference)
        DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE UNIQUE INDEX key_of_risk_actions ON risk_actions (risk, number)",
    """
    CREATE TABLE risk_escalations
        (id INTEGER NOT NULL, risk TEXT NOT NULL, "on" TEXT NOT NULL, level TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (id), CONSTRAINT risk_escalation_level CHECK ("level" IN ('team', 'directorate',
        'committee', 'board')), FOREIGN KEY(risk) REFERENCES risks (reference) DEFERRABLE INITIALLY DEFERRED)
        STRICT
    """,
    'CREATE UNIQUE INDEX key_of_risk_escalations ON risk_escalations (risk, "on")',
    """
    CREATE TABLE risk_reviews
        (id INTEGER NOT NULL, risk TEXT NOT NULL, "on" TEXT NOT NULL, "by" TEXT, note TEXT, PRIMARY KEY (id),
        FOREIGN KEY(risk) REFERENCES risks (reference) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_risk_reviews ON risk_reviews (risk, "on")',
    """
    CREATE TABLE risk_scores
        (id INTEGER NOT NULL, risk TEXT NOT NULL, kind TEXT NOT NULL, "on" TEXT NOT NULL, likelihood INTEGER NOT
        NULL, impact INTEGER NOT NULL, reason TEXT, printed INTEGER, printed_band TEXT, source TEXT, cell TEXT,
        PRIMARY KEY (id), CONSTRAINT risk_score_kind CHECK ("kind" IN ('inherent', 'current', 'target')),
        FOREIGN KEY(risk) REFERENCES risks (reference) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source)
        REFERENCES sources (name) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    'CREATE UNIQUE INDEX key_of_risk_scores ON risk_scores (risk, kind, "on")',
)


def step(operations: Any) -> None:
    """Add the tables and columns that are new, and the further kinds of alias."""
    for statement in STATEMENTS:
        operations.execute(statement)
