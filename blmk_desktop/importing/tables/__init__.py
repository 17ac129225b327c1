"""Tables as people draw them: their cells, headings, layout, names and totals."""
