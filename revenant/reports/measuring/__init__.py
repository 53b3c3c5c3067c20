"""How long things take: one measurement over many incidents, its samples, curves and tables."""
