"""Tables of a workforce plan: baselines, targets, pay and every figure printed."""
