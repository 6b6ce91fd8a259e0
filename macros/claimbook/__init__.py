"""Claimbook: a structured dataset of one article's claims becomes a static explainer site."""
