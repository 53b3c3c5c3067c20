"""What earlier incidents teach about one: which were like it, in what, and how they ended."""
