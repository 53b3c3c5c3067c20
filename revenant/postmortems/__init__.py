"""Postmortems: the document, its generated regions, the facts they show, action items."""
