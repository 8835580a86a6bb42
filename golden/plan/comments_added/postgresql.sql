COMMENT ON TABLE item IS 'A thing';
COMMENT ON COLUMN item.id IS 'Its number';
COMMENT ON VIEW names IS 'Only names';
