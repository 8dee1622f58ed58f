"""The pages, a file each: what is asked for becomes values, and the values a template's."""
