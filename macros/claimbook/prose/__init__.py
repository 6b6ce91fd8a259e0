"""Macro calls and references in hand-written Markdown, as they are checked before rendering."""
