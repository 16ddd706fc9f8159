"""Generated and edited questions, each tied to the responsibilities it serves; kits frozen from them."""
