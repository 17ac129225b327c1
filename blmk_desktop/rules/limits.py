"""What records of a kind can never hold, whoever typed or sent it: scales, shares, and money that goes nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from blmk_desktop.rules import funding, model_limits, phasing, prioritisation, risk_scores

Refused = Callable[[Mapping[str, object]], list[tuple[str, str]]]  # a record to fields and what is wrong with them

LIMITS: Mapping[str, Refused] = {
    "funding_move": funding.refused_move,
    "virement": funding.refused_virement,
    "phase": phasing.refused_share,
    "risk_score": risk_scores.refused_score,
    "risk_band": risk_scores.refused_most,
    "risk_appetite": risk_scores.refused_most,
    "panel_score": prioritisation.refused_score,
    "criterion": prioritisation.refused_weight,
    "priority_round": prioritisation.refused_shares,
    "area": model_limits.not_within_itself("within"),
    "budget_category": model_limits.not_within_itself("within"),
    "assumption_set": model_limits.not_within_itself("based_on"),
    "assumption": model_limits.refused_assumption,
    "variance_band": model_limits.refused_band,
    "fund_envelope": model_limits.refused_envelope,
    "pay_assumption": model_limits.refused_pay,
    "workforce_baseline": model_limits.refused_baseline,
}
