"""The nouns of Mingjian: frozen values that every verb takes and returns. Standard library only."""
