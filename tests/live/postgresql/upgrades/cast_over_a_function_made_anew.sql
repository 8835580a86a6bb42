-- A function that a cast stands on is made anew, so the cast is taken down before and put back after.
CREATE TYPE color AS (r int, g int);
CREATE FUNCTION color_of(given json) RETURNS color LANGUAGE sql IMMUTABLE AS $$ SELECT row(1, 2)::color $$;
CREATE CAST (json AS color) WITH FUNCTION color_of(json);
-- after
CREATE TYPE color AS (r int, g int);
CREATE FUNCTION color_of(other json) RETURNS color LANGUAGE sql IMMUTABLE AS $$ SELECT row(1, 2)::color $$;
CREATE CAST (json AS color) WITH FUNCTION color_of(json);
