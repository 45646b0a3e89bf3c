"""The pages: a site, a slug and a query in, a `Page` out."""
