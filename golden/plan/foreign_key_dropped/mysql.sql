ALTER TABLE member DROP FOREIGN KEY member_team;
ALTER TABLE member DROP INDEX member_team;
