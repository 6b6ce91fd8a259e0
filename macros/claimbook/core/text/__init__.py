"""Text and files: places, YAML, dates, formulas, characters. Nothing here knows a record."""
