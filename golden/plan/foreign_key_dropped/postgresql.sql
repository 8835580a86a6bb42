ALTER TABLE member DROP CONSTRAINT member_team;
