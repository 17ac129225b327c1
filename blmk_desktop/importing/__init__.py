"""Workbooks in: reading one yields a proposal; accepting it is one change set."""
