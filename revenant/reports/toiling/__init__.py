"""What is done by hand: phases of incidents, steps taken again and again, alerts that needed nothing."""
