"""What can be taken from the site: views and records in, text of a file format out."""
