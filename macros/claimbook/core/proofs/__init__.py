"""What holds a record to its evidence: fingerprints, quotations, derived figures, corrections."""
