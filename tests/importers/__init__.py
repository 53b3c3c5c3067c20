"""Other systems' histories: rows in, incidents out."""
