"""From a definition to SQL: put it in one engine's terms, make changes legal, order them, write them."""
