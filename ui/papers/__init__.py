"""The Papers window: choose a paper or a pack, see what stands in its way and its pages, fill in its cover, make it."""
