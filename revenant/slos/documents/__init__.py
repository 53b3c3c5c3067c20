"""OpenSLO documents (v1) as they are written in slos/, before they are SLOs."""
