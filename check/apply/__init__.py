"""Rules of applying: how many, which carrier, in which order."""
