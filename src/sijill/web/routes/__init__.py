"""What the site answers: a file for each page, `router(site)` in each."""
