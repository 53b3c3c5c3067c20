"""Reports: incidents in, tables out."""
