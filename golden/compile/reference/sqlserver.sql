CREATE TABLE country (
  code NCHAR(2) NOT NULL,
  name NVARCHAR(60) NOT NULL,
  euro BIT NOT NULL CONSTRAINT df_country_euro DEFAULT 0,
  joined DATE NULL,
  vat DECIMAL(4, 2) NULL,
  CONSTRAINT country_pkey PRIMARY KEY (code)
);
GO

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'Countries that we ship to', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'country';
GO

CREATE TABLE carrier (
  id INT NOT NULL,
  name NVARCHAR(40) NOT NULL,
  country NCHAR(2) NOT NULL,
  parent INT NULL,
  CONSTRAINT carrier_pkey PRIMARY KEY (id),
  CONSTRAINT carrier_country_fkey FOREIGN KEY (country) REFERENCES country (code),
  CONSTRAINT carrier_parent_fkey FOREIGN KEY (parent) REFERENCES carrier (id)
);
GO

INSERT INTO country (code, name, euro, joined, vat) VALUES
  (N'DE', N'Germany', 1, N'1958-01-01', 19),
  (N'FR', N'France', 1, N'1958-01-01', 20),
  (N'CH', N'Switzerland', 0, NULL, 8.1);
GO

INSERT INTO carrier (id, name, country) VALUES
  (1, N'Rapid', N'DE');
GO

INSERT INTO carrier (id, name, country, parent) VALUES
  (2, N'Swift''s', N'FR', 1);
GO
