"""The desk: pages over the published warehouse, for people who look rather than write SQL."""
