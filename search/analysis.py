"""What a Russian text is made of, for searching: the same for indexing and for asking, and
for every database, so that one query finds the same things everywhere."""

import re
from functools import cache, lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
CYRILLIC = re.compile("[а-я]")
# Longer words are noise, and longer queries are nobody's question.
MAX_WORD = 60
MAX_QUERY = 400
MAX_QUERY_WORDS = 16

# Words that say nothing of a subject; a query of nothing else finds nothing.
STOP_WORDS = frozenset(
    "а без бы в во вот для до же за и из или им их к как ко ли мы на над не ни но о об он она "
    "они от по под при с со так там то у уже что это the a an and of for to in on".split()
)


@cache
def _stemmer(language):
    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=50_000)
def stem(word):
    """The part of a normal ``word`` that its forms share."""
    return _stemmer("russian" if CYRILLIC.search(word) else "english").stemWord(word)


def words(text):
    """Words of ``text`` in lower case, with е for ё, in their order."""
    folded = str(text).lower().replace("ё", "е").replace("\u0301", "")
    return [word[:MAX_WORD] for word in WORD.findall(folded)]


def stems(text):
    """Stems of the words of ``text`` that mean something, in their order."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def query_words(query):
    """Words of a reader's query, of a bounded number."""
    return words(str(query)[:MAX_QUERY])[:MAX_QUERY_WORDS]


def query_stems(query):
    """Stems of a reader's query, of a bounded number; empty when it says nothing."""
    return [stem(word) for word in query_words(query) if word not in STOP_WORDS]
