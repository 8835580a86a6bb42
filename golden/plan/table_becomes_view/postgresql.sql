DROP TABLE names;

CREATE VIEW names AS
select id, name from item;
