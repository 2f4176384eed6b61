"""What evaluate.py measures, one file a question."""
