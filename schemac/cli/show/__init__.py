<<<<<<< HEAD
"""Values as people and programs read them."""
=======
"""What commands print, in each of its forms."""
>>>>>>> source
