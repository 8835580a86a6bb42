CREATE TABLE `select` (
  `from` int NOT NULL,
  `Mixed Case` varchar(20) NOT NULL DEFAULT ''';--',
  `semi;colon -- dash` varchar(20) COMMENT 'back\\slash',
  `b``tick's` varchar(20),
  `größe_☃` varchar(20),
  `dou"ble` varchar(20),
  PRIMARY KEY (`from`),
  UNIQUE KEY `odd key` (`Mixed Case`, `größe_☃`),
  KEY `order by` (`semi;colon -- dash`),
  CONSTRAINT `it's a; check` CHECK (`Mixed Case` <> ';')
) COMMENT='''; DROP TABLE item; --';

CREATE TABLE child (
  id int NOT NULL,
  parent int,
  PRIMARY KEY (id),
  KEY child_parent_fkey (parent),
  CONSTRAINT child_parent_fkey FOREIGN KEY (parent) REFERENCES `select` (`from`)
);

CREATE VIEW `group` AS
SELECT `from`, `Mixed Case` FROM `select`;
