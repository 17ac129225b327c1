"""One network's plan: its lines in a grid with live totals, what-if, two versions compared, a template filled in."""
