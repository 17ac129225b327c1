"""Workforce plans of a round: the figures of each table, and the claims about them."""
