"""Tests of the guide inside the application."""
