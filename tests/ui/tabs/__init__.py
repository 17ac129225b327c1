"""Tests of the tabs, each over a real file."""
