"""Values as people and programs read them."""
