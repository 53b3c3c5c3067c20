"""What other systems' histories look like, a file each: their rows as values, before anything is made of them."""
