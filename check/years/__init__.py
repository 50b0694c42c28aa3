"""Year against year: the last year of a form and the state before and after, held against the statements."""
