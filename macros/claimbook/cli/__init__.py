"""One module a command of `claimbook`, each with a function `command`."""
