"""Jobs being hired for, and their documented responsibilities.

A document is kept as plain text and is read again whenever it is looked at: reading is deterministic, so
nothing of it needs to be remembered between two steps. A role takes over what was read and may then change
it; what it took and what it left out stays tied to the lines of the document.
"""
