"""The only importers of MkDocs and mkdocs-macros."""
