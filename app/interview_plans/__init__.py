"""The plan of a role's interviews: stages, minutes, who is needed.

A stage is one kind of interview. Who sits in it is an AND of seats, each an OR: "two of these five and one of
those two". Its questions belong to the next room.
"""
