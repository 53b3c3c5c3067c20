"""Handing over: whose turn ends and begins, and the page that the incoming person needs."""
