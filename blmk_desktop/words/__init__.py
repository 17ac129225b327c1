"""Computed rows in sentences, for banners, details and papers."""
