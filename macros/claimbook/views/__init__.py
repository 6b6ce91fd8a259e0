"""What a page or chart shows: sorted, worded, resolved. No HTML, no Vega."""
