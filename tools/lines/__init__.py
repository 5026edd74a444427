"""Training the line model: the data, the tables, the networks and what they are judged by."""
