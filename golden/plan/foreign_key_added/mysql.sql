ALTER TABLE member ADD KEY member_team (team_id);
ALTER TABLE member ADD CONSTRAINT member_team FOREIGN KEY (team_id) REFERENCES team (id);
