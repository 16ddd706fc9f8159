"""The plan of a role's interviews: stages, minutes, who is needed."""
