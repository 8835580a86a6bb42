-- A list of casts is not the list that the server casts, though it means the same: a dump tells them apart.
CREATE TABLE f (id integer, status varchar(20));
CREATE INDEX i ON f (id) WHERE status IN ('new', 'ack');
-- after
CREATE TABLE f (id integer, status varchar(20));
CREATE INDEX i ON f (id) WHERE (status)::text = ANY ((ARRAY['new'::character varying, 'ack'::character varying])::text[]);
