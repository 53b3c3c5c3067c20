"""What being on call takes: hours, nights, weekends and holidays of each shift, and how evenly they fall."""
