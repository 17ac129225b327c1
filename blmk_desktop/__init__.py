"""BLMK Primary Care without its screen: records, rules, workbooks, changes and the command line."""

__version__ = "1.0.0"
