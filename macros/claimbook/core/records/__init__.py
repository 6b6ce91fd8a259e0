"""The records of a book: their models, the closed lists, and the Dataset that holds them."""
