"""What people write for one of our choices, folded to small letters, by the target of the column."""

from __future__ import annotations

from collections.abc import Mapping

# Words in a column of dates that say that there is none yet: told, and read as blank.
_NO_DATE = ("ongoing", "on-going", "rolling", "standing item", "next meeting", "asap", "as soon as possible", "tbd")

# A colour is no status of a milestone, for it says different things to each. 'Business case' is no stage of a scheme,
# for it may be the outline or the full one.
WORDS: Mapping[str, Mapping[str, str]] = {
    "milestone.status": {
        **dict.fromkeys(("in progress", "ongoing", "on-going", "on track", "started", "underway"), "under way"),
        **dict.fromkeys(("completed", "done", "achieved", "delivered"), "complete"),
        **dict.fromkeys(("not yet started", "not yet due", "to start", "planned"), "not started"),
        **dict.fromkeys(("overdue", "delayed", "behind"), "late"),
        **dict.fromkeys(("withdrawn", "cancelled", "stopped"), "dropped"),
    },
    "committee_action.deadline": dict.fromkeys(_NO_DATE, ""),
    "scheme.kind": {
        **dict.fromkeys(("new-build", "newbuild", "new premises"), "new build"),
        **dict.fromkeys(("extension to premises", "expansion"), "extension"),
        **dict.fromkeys(("refurbishment", "refurb", "internal reconfiguration", "conversion"), "reconfiguration"),
        **dict.fromkeys(("it", "technology", "digital / it"), "digital"),
    },
    "scheme.rag": {"r": "Red", "a": "Amber", "g": "Green"},
    "scheme_stage.stage": {
        **dict.fromkeys(("concept", "pipeline", "proposal", "expression of interest"), "idea"),
        **dict.fromkeys(("project initiation document", "pid approved", "pid submitted"), "PID"),
        **dict.fromkeys(("outline business case", "obc approved", "obc submitted"), "OBC"),
        **dict.fromkeys(("full business case", "fbc approved", "fbc submitted"), "FBC"),
        **dict.fromkeys(
            ("under construction", "in construction", "on site", "build", "building works"), "construction"
        ),
        **dict.fromkeys(("completed", "opened", "open", "delivered"), "complete"),
        **dict.fromkeys(("cancelled", "abandoned", "stopped"), "withdrawn"),
    },
    "agreement.kind": {
        **dict.fromkeys(("section 106", "s.106", "s 106", "s106 agreement", "section 106 agreement"), "S106"),
        **dict.fromkeys(("community infrastructure levy", "cil award"), "CIL"),
    },
    "building.tenure": {
        **dict.fromkeys(("freehold", "owned", "owner occupied", "gp owned", "practice owned"), "owned by the practice"),
        **dict.fromkeys(("leasehold", "lease", "rented", "third party lease"), "leased"),
        **dict.fromkeys(("nhsps", "nhs ps", "nhs property", "nhs property services ltd"), "NHS Property Services"),
        **dict.fromkeys(("chp", "lift"), "Community Health Partnerships"),
    },
}
