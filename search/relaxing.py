"""What is asked when nothing has all the words: a question holds more words than any answer."""

from itertools import combinations

from .tree import NOTHING, And, Not, Term, both, either

# So many words of a long query are tried in all their combinations.
MOST_TRIED = 7
# A shorter word says nothing by itself.
SHORTEST_ALONE = 3


def relaxed(tree):
    """Trees that ask for ever fewer of the words, down to half of them."""
    if not isinstance(tree, And):
        return
    terms = [part for part in tree.parts if isinstance(part, Term)]
    never = [part for part in tree.parts if isinstance(part, Not)]
    if len(terms) + len(never) < len(tree.parts) or len(terms) < 2:
        return
    # The longest words tell the most.
    tried = sorted(terms, key=lambda term: -len(term.label))[:MOST_TRIED]
    for number in range(len(tried) - 1, (len(tried) - 1) // 2, -1):
        some = either(
            both(chosen)
            for chosen in combinations(tried, number)
            if number > 1 or len(chosen[0].label) >= SHORTEST_ALONE
        )
        if some != NOTHING:
            yield both([some, *never])
