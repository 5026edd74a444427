"""What `tools/train_language.py` is made of."""
