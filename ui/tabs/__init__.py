"""One short module a tab, each put together from the shared parts."""
