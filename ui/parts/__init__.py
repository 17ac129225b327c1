"""The parts that every tab is put together from: tables, charts, detail, banners, the search palette."""
