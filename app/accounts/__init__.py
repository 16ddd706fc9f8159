"""People who sign in: sessions, invitations, zones, passwords."""
