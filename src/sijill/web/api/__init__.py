"""The API beside the pages: JSON for a program on this machine, described by OpenAPI; it calls what the pages and the command call."""
