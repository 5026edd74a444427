"""Many documents: where inputs are found, how they are read, where articles are written."""
