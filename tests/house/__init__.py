"""Tests of the house: which way imports go, how long things are, how it starts, what its papers say."""
