"""Who answered, and whether it was night or weekend for them."""
