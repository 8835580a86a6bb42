RENAME TABLE team TO squad;

CREATE OR REPLACE VIEW big_team AS
select `squad`.`id` AS `id`,`squad`.`name` AS `name` from `squad` where `squad`.`size` > 10;
