COMMENT ON TABLE item IS 'It''s a ''thing''; -- \ "x"';

COMMENT ON COLUMN item.id IS 'two
lines';

COMMENT ON VIEW names IS 'Ünïcode ☃';
