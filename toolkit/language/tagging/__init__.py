"""The trained tagger of attributions: pieces, network, decoding, confidence, and the spaCy component around them."""
