"""Generated regions of a postmortem: where they are, what they say, and how they are written anew."""
