"""What a Russian text is made of, for searching: the same for indexing and for asking, and
for every database, so that one query finds the same things everywhere."""

from .morphology import is_in_dictionary, lemmas, stem
from .stop_words import ASKING_WORDS, STOP_WORDS
from .terms import Terms, query_stems, query_words, stems, terms_of
from .tokens import MAX_QUERY, MAX_QUERY_WORDS, MAX_WORD, Token, fold, tokens, words

__all__ = [
    "ASKING_WORDS",
    "MAX_QUERY",
    "MAX_QUERY_WORDS",
    "MAX_WORD",
    "STOP_WORDS",
    "Terms",
    "Token",
    "fold",
    "is_in_dictionary",
    "lemmas",
    "query_stems",
    "query_words",
    "stem",
    "stems",
    "terms_of",
    "tokens",
    "words",
]
