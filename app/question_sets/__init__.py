"""Generated and edited questions, each tied to the responsibilities it serves; kits frozen from them.

The engine chooses whole questions from the library. What a person has decided (locked, edited, written,
weighted) stays when questions are chosen again. Words of the role's document are quoted beside a question,
never put into it.
"""
