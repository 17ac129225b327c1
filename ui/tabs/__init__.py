"""One short module a tab, each put together from the shared parts; here, which there are and what they show."""

TABS = (
    ("Overview", "ui.tabs.overview:Overview"),
    ("Practices", "ui.tabs.practices:Practices"),
    ("PCN workforce plans", "ui.tabs.plans:Plans"),
    ("Estates", "ui.tabs.estates:Estates"),
    ("Risks", "ui.tabs.risks:Risks"),
    ("Budgets", "ui.tabs.budgets:Budgets"),
    ("Actions", "ui.tabs.actions:Actions"),
    ("Findings", "ui.tabs.findings:Findings"),
    ("History", "ui.tabs.history:History"),
    ("Reference data", "ui.tabs.reference:Reference"),
)
# Where a record of a kind is shown.
PLACES = {
    "practice": "Practices",
    "pcn": "Practices",
    **dict.fromkeys(
        ("plan", "plan_return", "place", "arrs_role", "payments", "arrs_claim"),
        "PCN workforce plans",
    ),
    **dict.fromkeys(
        ("scheme", "fund", "fund_envelope", "funding_line", "funding_move", "agreement", "building", "priority_round"),
        "Estates",
    ),
    **dict.fromkeys(("risk", "risk_register", "resilience", "contract_event"), "Risks"),
    **dict.fromkeys(
        (
            "budget_figure",
            "budget_category",
            "area",
            "budget_line",
            "budget_version",
            "virement",
            "variance_reason",
            "assumption_set",
            "published_allocation",
            "workforce_baseline",
            "workforce_target",
            "pay_assumption",
            "stated_workforce",
            "funding_stream",
        ),
        "Budgets",
    ),
    **dict.fromkeys(("committee_action", "milestone", "meeting", "business_item"), "Actions"),
    **dict.fromkeys(
        (
            *("setting", "alias", "plan_round", "cover_sheet", "pack_paper", "network_check", "resilience_weight"),
            *("des_rate", "variance_band"),
        ),
        "Reference data",
    ),
    "finding": "Findings",
    "change_set": "History",
    "source": "History",
}
