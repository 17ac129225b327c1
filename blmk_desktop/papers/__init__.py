"""The papers of a committee: what each says, from the data, and writing it as Word, Excel or PDF."""
