"""Charts: the rows of a view in, one SVG out. Pages, tables and captions are left to others."""
