"""What was measured, in words."""


def table(small, large, sizes):
    """Print a row for each page of ``large``, beside its figures in ``small``."""
    line = "{:34} {:>7} {:>10} {:>10} {:>7} {:>7} {:>7}"
    heads = ["page", "queries", f"ms {sizes[0]}", f"ms {sizes[-1]}", "p95", "ratio", "cold"]
    print(line.format(*heads))
    for name, figures in large.items():
        before = small.get(name)
        queries = str(figures.queries)
        if before and before.queries != figures.queries:
            queries = f"{before.queries}→{figures.queries}"
        print(
            line.format(
                name,
                queries,
                f"{before.median:.0f}" if before else "-",
                f"{figures.median:.0f}",
                f"{figures.p95:.0f}",
                f"{figures.median / before.median:.1f}" if before else "-",
                f"{figures.cold:.0f}",
            )
        )


def explain_all(found):
    """Print the plans of the slow queries of ``found``, each once."""
    from .measuring import explain

    seen = set()
    for figures in found.values():
        for query in figures.slow:
            if query["sql"] not in seen:
                seen.add(query["sql"])
                print(f"\n== {figures.name}: {query['time']} s\n{query['sql'][:3000]}")
                print(explain(query["sql"]))
