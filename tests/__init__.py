"""The tests: a tree that mirrors the product, and tests/house for the rules of the house itself."""
