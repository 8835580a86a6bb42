-- A partition goes while a foreign key refers to the whole, and the whole goes with what refers to it.
CREATE TABLE whole (a integer PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE one PARTITION OF whole FOR VALUES IN (1);
CREATE TABLE two PARTITION OF whole FOR VALUES IN (2) PARTITION BY LIST (a);
CREATE TABLE two_deep PARTITION OF two FOR VALUES IN (2);
CREATE TABLE other (a integer REFERENCES whole (a));
CREATE TABLE gone (a integer PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE gone_one PARTITION OF gone FOR VALUES IN (1);
CREATE TABLE gone_too (a integer REFERENCES gone (a));
-- after
CREATE TABLE whole (a integer PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE one PARTITION OF whole FOR VALUES IN (1);
CREATE TABLE other (a integer REFERENCES whole (a));
