"""Deployments: how often there is one, and which failed, by whose word."""
