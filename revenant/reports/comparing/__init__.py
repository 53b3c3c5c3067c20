"""What `compare` is made of: the comparison of two samples, what is said of it, and what else changed meanwhile."""
