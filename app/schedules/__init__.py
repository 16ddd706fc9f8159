"""From people and windows to booked loops: who needs scheduling, a search in the background, proposals, booking.

Words: *loop* (the stages that one application still has to book), *run* (one search, asked for by a coordinator; its
row is the truth about it), *proposal* (one arrangement that a run found), *session* (one interview of a proposal),
*pin* (a session that the next run must keep). A run never books; a coordinator books a proposal, whole or not at all.
"""
