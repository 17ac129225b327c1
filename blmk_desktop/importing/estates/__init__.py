"""Estates: schemes and the scores that a panel gave them."""
