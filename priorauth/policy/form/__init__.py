"""Makes a policy of plain answers: from a filled table, or from questions on a terminal."""
