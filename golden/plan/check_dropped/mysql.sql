ALTER TABLE item DROP CHECK item_size_positive;
