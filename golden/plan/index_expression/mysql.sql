ALTER TABLE item ADD KEY item_idx ((lower(name)));
