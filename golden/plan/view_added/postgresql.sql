CREATE VIEW names AS
select id, name from item where id > 1;
