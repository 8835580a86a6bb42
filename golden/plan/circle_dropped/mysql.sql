ALTER TABLE hen DROP FOREIGN KEY hen_egg_id_fkey;
ALTER TABLE egg DROP FOREIGN KEY egg_hen_id_fkey;
DROP TABLE egg;
DROP TABLE hen;
