"""The pages, one module for each: a site, a slug and a query in, a `Page` out."""
