"""Files become ARTICLES."""
