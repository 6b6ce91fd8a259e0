"""Stands for a file of the copied engine."""
