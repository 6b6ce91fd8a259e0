"""What a page or chart shows: sorted, worded, resolved. No HTML, no Vega.

To ask for what the book does not have raises `UnknownIdError`, whose help names the nearest.
"""
