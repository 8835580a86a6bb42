RENAME TABLE item TO thing;
