"""Generated and edited questions, each tied to the responsibilities it serves; kits frozen from them.

The engine chooses whole questions from the library. What a person has decided (locked, edited, written,
weighted) stays when questions are chosen again. Words of the role's document are quoted beside a question,
never put into it.

*Coverage* is what is asked where, and by how many people it will be rated. The *check* of a plan (``plan_check``)
names what is wrong with it as a whole. An *offer* is a question a stage could take, with its *effect*. The
*ledger* (``exposure``) knows which questions an applicant has met elsewhere. *Paper* is a kit as PDF.
"""
