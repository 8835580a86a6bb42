"""What commands print, in each of its forms."""
