"""Candidates, their applications, their availability and their private links."""
