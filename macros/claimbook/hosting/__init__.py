"""What is done to a built folder, whatever it shows: nothing here knows a claim."""
