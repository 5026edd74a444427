"""Evidence: where articles begin in a file that no grammar is known of."""
