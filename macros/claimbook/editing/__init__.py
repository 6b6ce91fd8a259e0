"""What a contributor runs on a book. Imports core and views; adapters give it a command."""
