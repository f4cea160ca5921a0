"""The electronic portfolio (requirements F41, G53): what a person entered herself, and
beside it what the site knows of her work; as a page, on paper and as a PDF."""
