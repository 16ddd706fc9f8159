"""People as interviewers: their hours, limits and pauses, how much they are asked, and what is still to be staffed.

Words: *terms* (hours, hours rather kept free, limits, pauses; local to the person's own zone), *load* (what is booked
against the limits), *seats* (parts of plans that a person may sit in). Terms warn where a coordinator books by hand,
and bound what the portal proposes by itself; they never make a booking impossible.
"""
