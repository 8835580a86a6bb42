DROP VIEW names;

CREATE VIEW names AS
select name, count(*) as many from item group by name;
