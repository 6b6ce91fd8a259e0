"""The dataset: records, dates, quantities, reading and rules. Knows no site builder."""
