"""What prose claims, held against the record: footnotes, clock times, spans, shares. Silent where it is not sure."""
