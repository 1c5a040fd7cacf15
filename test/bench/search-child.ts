import { readFileSync } from 'node:fs';
import { nowMs } from './bench.ts';

// node --expose-gc search-child.ts FILE QUERIES.json → {"rssMb":…,"readyMs":…}: what a fresh process needs to search a catalogue.
// Without FILE: what Node alone takes. Nothing else is imported before the clock starts.

const [file, queriesFile] = process.argv.slice(2);
const queries = queriesFile ? (JSON.parse(readFileSync(queriesFile, 'utf8')) as string[]) : [];
let readyMs = 0;
if (file) {
  const { openCatalog } = await import('#main/store/catalog/catalog-sql.ts');
  const startMs = nowMs();
  const catalog = openCatalog(file, { readonly: true });
  catalog.search(queries[0] ?? '', 20);
  readyMs = nowMs() - startMs;
  for (const query of queries) catalog.search(query, 20);
}
globalThis.gc?.();
globalThis.gc?.();
console.log(JSON.stringify({ rssMb: process.memoryUsage.rss() / 2 ** 20, readyMs }));
