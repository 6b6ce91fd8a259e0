"""One module a command of `claimbook`, each with a function `command`, and what they share."""
