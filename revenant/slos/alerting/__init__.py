"""SLOs as rules for Prometheus: what it records, when it alerts, and which SLOs it cannot measure."""
