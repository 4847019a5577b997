// Stands for a module that a page has no use for.
