"""Views in, HTML out, through templates/. Own Jinja environment; knows no MkDocs."""
