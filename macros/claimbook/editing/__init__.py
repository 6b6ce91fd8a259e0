"""What a contributor runs on a book. Imports core and views; `cli` gives it commands."""
