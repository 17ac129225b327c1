"""Funding: what schemes get from a fund, what funds have by year, and streams by area."""
