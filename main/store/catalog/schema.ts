import type { Migration } from '#main/ledger/open.ts';

/** The shape of catalog.db, step by step. */
export const catalogMigrations: readonly Migration[] = [
  [
    1,
    'products, their barcodes, quick pages and the search index',
    `
    -- Products lie in rank order, so that the rows of a search answer are read by their primary key.
    CREATE TABLE product (
      rank INTEGER PRIMARY KEY,
      id INTEGER NOT NULL UNIQUE,
      sku TEXT NOT NULL,
      sku_key TEXT NOT NULL UNIQUE,
      barcodes TEXT NOT NULL,
      name TEXT NOT NULL,
      spec TEXT NOT NULL,
      category TEXT NOT NULL,
      unit TEXT NOT NULL,
      price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
      cost_minor INTEGER CHECK (cost_minor >= 0),
      tax_rate_basis_points INTEGER NOT NULL CHECK (tax_rate_basis_points BETWEEN 0 AND 10000),
      tax_class TEXT NOT NULL,
      weighed INTEGER NOT NULL CHECK (weighed IN (0, 1)),
      plu TEXT,
      image TEXT NOT NULL,
      active INTEGER NOT NULL CHECK (active IN (0, 1)),
      popularity INTEGER NOT NULL CHECK (popularity >= 0),
      readings TEXT NOT NULL,
      -- 0: not yet · 1: but for its readings · 2: all
      indexed INTEGER NOT NULL CHECK (indexed IN (0, 1, 2)),
      import_id INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX product_waiting ON product (indexed, rank) WHERE indexed < 2;
    CREATE UNIQUE INDEX product_plu ON product (plu) WHERE plu IS NOT NULL;

    CREATE TABLE barcode (code TEXT PRIMARY KEY, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE quick_page (page INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE quick_tile (
      page INTEGER NOT NULL REFERENCES quick_page (page),
      product_id INTEGER NOT NULL REFERENCES product (id),
      position INTEGER NOT NULL,
      PRIMARY KEY (page, product_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX quick_tile_product ON quick_tile (product_id);

    -- 65,536 ranks a block; next_position is the first never used.
    CREATE TABLE block (block INTEGER PRIMARY KEY, next_position INTEGER NOT NULL) STRICT;
    CREATE TABLE token (token TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    -- Which active products of a block have a token (form: search/posting.ts). One integer key, token number * 2^16 + block: a key of
    -- two columns would make SQLite compare whole rows, postings and all, 20 us a look-up instead of 3. The postings of a token lie together.
    CREATE TABLE posting (key INTEGER PRIMARY KEY, positions BLOB NOT NULL) STRICT;

    -- One row: active products, runs of importing, the last generated SKU, tokens.
    CREATE TABLE counter (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      active INTEGER NOT NULL,
      imports INTEGER NOT NULL,
      skus INTEGER NOT NULL,
      tokens INTEGER NOT NULL
    ) STRICT;
    INSERT INTO counter VALUES (1, 0, 0, 0, 0);
    `,
  ],
  [2, 'products of a category', 'CREATE INDEX product_category ON product (category, rank) WHERE active = 1'],
  [
    3,
    'traits, found by style and by what a pack holds',
    `
    ALTER TABLE product ADD COLUMN traits TEXT NOT NULL DEFAULT '{}';
    CREATE INDEX product_style ON product (traits ->> '$.variant.style') WHERE traits ->> '$.variant.style' IS NOT NULL;
    CREATE INDEX product_pack ON product (traits ->> '$.pack.sku') WHERE traits ->> '$.pack.sku' IS NOT NULL;
    `,
  ],
  [
    4,
    'the English name is read again, to be found by',
    `UPDATE product SET readings = '', indexed = min(indexed, 1) WHERE traits ->> '$.nameEn' IS NOT NULL`,
  ],
];
