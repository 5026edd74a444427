"""The learned line model: which lines of a page are no part of its article, by numpy alone."""
