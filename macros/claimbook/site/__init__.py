"""The MkDocs plugin, and what it shows: pages, macros, search, the preview."""
