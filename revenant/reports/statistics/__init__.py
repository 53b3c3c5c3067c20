"""What may be said of a sample: plain functions over numbers, in the standard library alone.

Durations come as seconds. A function that cannot answer for so small a sample returns None; the report
then says why. scipy and lifelines check the results in the tests.
"""
