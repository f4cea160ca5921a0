"""What a reader typed, as a tree: "quotes", -minus and «или» as PostgreSQL's ``websearch`` has
them. Total and bounded for any text."""

import re

from .analysis import ASKING_WORDS, MAX_QUERY, MAX_QUERY_WORDS, STOP_WORDS, lemmas, tokens
from .synonyms import get_synonyms
from .tree import NOTHING, InTitle, Not, Prefix, Term, both, either

# A phrase in quotes (the last may lack its end), or what stands between spaces.
PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
OR_WORDS = frozenset({"or", "или", "|"})


def parse(text, *, synonyms=True):
    """The tree of a reader's query; ``NOTHING`` when it says nothing."""
    return _Parser(str(text)[:MAX_QUERY], synonyms).tree()


def parse_phrase(text):
    """The tree of words that stand beside each other."""
    return _phrase(list(tokens(str(text)[:MAX_QUERY]))[:MAX_QUERY_WORDS], text) or NOTHING


def parse_beginnings(text):
    """The tree of words of which the last may be unfinished: of a title, or any of its forms."""
    found = [token.word for token in tokens(str(text)[:MAX_QUERY])][:MAX_QUERY_WORDS]
    meaning = [word for word in found if word not in STOP_WORDS]
    return both(either([Prefix(word), InTitle(_term(word))]) for word in meaning or found[-1:])


def _place(word):
    return lemmas(word)


def _term(word):
    return Term(((_place(word),),), word)


def _phrase(found, label):
    """A run of words; ``None`` when they say nothing."""
    places = tuple(_place(token.word) for token in found if token.word not in STOP_WORDS)
    return Term((places,), label, exact=len(places) > 1) if places else None


class _Parser:
    def __init__(self, text, synonyms):
        self.synonyms = get_synonyms() if synonyms else {}
        self.words = 0
        # Alternatives, each a list of what must be there and of what must not.
        self.alternatives = [([], [])]
        self.run = []
        for found in PIECE.finditer(text):
            self._take(found)
        self._end_run()

    def _take(self, found):
        if (phrase := found["phrase"]) is not None:
            self._end_run()
            kept = self._bounded(tokens(phrase))
            term = _phrase(kept, phrase.strip())
            if term:
                self.alternatives[-1][bool(found["minus"])].append(term)
            return
        word = found["word"]
        if word.lower() in OR_WORDS:
            self._end_run()
            if self.alternatives[-1][0]:
                self.alternatives.append(([], []))
            return
        kept = self._bounded(tokens(word))
        if found["minus"]:
            self._end_run()
            term = _phrase(kept, word)
            if term:
                self.alternatives[-1][1].append(term)
            return
        self.run += _joined(kept)

    def _bounded(self, found):
        """Those of the words that there is still room for."""
        kept = []
        for token in found:
            if self.words >= MAX_QUERY_WORDS:
                break
            if token.word not in STOP_WORDS:
                self.words += 1
            kept.append(token)
        return kept

    def _end_run(self):
        """Words that stand together: several of them may have one synonym."""
        run, self.run = self.run, []
        place = 0
        while place < len(run):
            term, length = self._with_synonyms(run, place)
            if term is not None:
                self.alternatives[-1][0].append(term)
            place += length

    def _with_synonyms(self, run, place):
        """The term at ``place`` of ``run``, and how many words it is of."""
        for length in range(min(self.synonyms.get("", 0), len(run) - place), 0, -1):
            group = run[place : place + length]
            plain = [word for joined in group for word in joined if word not in STOP_WORDS]
            key = tuple(lemmas(word)[0] for word in plain)
            if key and (others := self.synonyms.get(key)):
                own = tuple(_place(word) for word in plain)
                label = " ".join("-".join(joined) for joined in group)
                return Term((own, *others), label), length
        plain = [word for word in run[place] if word not in STOP_WORDS]
        if not plain:
            return None, 1
        return Term((tuple(_place(word) for word in plain),), "-".join(run[place])), 1

    def tree(self):
        return either(both(self._without_asking(must) + [Not(term) for term in never])
                      for must, never in self.alternatives if must)  # fmt: skip

    @staticmethod
    def _without_asking(must):
        """Without the words that a question is put with, if others are left."""
        kept = [term for term in must if term.exact or term.label.lower() not in ASKING_WORDS]
        return kept or must


def _joined(found):
    """Words grouped by what joins them: «ЕГЭ-2026» is one group of two. Numbers stand for
    themselves: «5кл» is found by «5 класс», in any order."""
    groups = []
    for token in found:
        if token.is_joined and groups and not groups[-1][-1].isdigit():
            groups[-1].append(token.word)
        else:
            groups.append([token.word])
    return groups
