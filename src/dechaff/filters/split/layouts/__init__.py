"""Layouts: files of a known grammar, such as a database's export, as articles and seams."""
