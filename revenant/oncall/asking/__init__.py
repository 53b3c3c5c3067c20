"""What people ask of schedules: who is on call and why, who is next, where nobody is."""
