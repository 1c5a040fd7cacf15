import { join } from 'node:path';
import type { Bilingual } from '#contract/language.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { REQUIRED_COLUMNS } from '#main/store/catalog/import/columns.ts';
import { ImportFileError } from '#main/store/sheet/raw-row.ts';
import { importFile, type ImportProgress } from '#main/store/catalog/import.ts';
import { createReader } from '#main/store/catalog/search/readings.ts';

/** Bad rows that are listed one by one; the others are counted. */
const MAX_LISTED_ROWS = 1_000;

const USAGE = [
  '用法 usage: guitai catalog import FILE.csv|.xlsx [--data DIR]',
  `必有的列 columns: ${REQUIRED_COLUMNS.join(',')}`,
  '  barcodes 多个用 | 分开 several parted by | · price, cost 元 yuan · tax_rate 13%, 13 或 or 0.13，空为 empty is 13% · weighed, active 1/0, 是/否, yes/no',
  '可选的列 optional columns: name_en,plu,tax_class,image,quick_page,popularity',
  '  name_en 英文名，印在双语小票和价签上，搜索也能找到 on receipts in English and on price labels, and found by search',
  '  plu 秤签号 item number on scale labels · tax_class 税收分类编码 tax class code · image 图片文件 file name',
  '  quick_page 页名:位置 page:place，如 e.g. 常用:1|奶粉:4 · popularity 月销量 units sold a month，决定搜索次序 ranks search answers',
];

/**
 * `catalog import FILE.csv|.xlsx`: imports a product list into the catalogue of a data directory. Answers the exit code: 0 when every row
 * was imported, 1 when some were refused, 2 when the file or the command is no good.
 */
export async function run(options: {
  readonly dataDir: string;
  readonly arguments: readonly string[];
  readonly print: (line: string) => void;
}): Promise<number> {
  const { print } = options;
  const [file, ...more] = options.arguments;
  if (file === undefined || more.length > 0) {
    for (const line of USAGE) print(line);
    return 2;
  }
  const catalog = openCatalog(join(options.dataDir, 'catalog.db'), { bulk: true, reader: createReader() });
  let listed = 0;
  try {
    const summary = await importFile(catalog, file, {
      refused({ line, reasons }) {
        listed += 1;
        if (listed <= MAX_LISTED_ROWS) print(`第 ${line} 行 line ${line}: ${reasons.map(bilingual).join('; ')}`);
      },
      progress: ({ rows, indexed, elapsedMs }) => {
        if (indexed > 0) print(`已编索引 indexed ${grouped(indexed)}`);
        else print(`已读 ${grouped(rows)} 行 rows · ${grouped(rate({ rows, elapsedMs }))} 行/秒 rows/s`);
      },
    });
    if (listed > MAX_LISTED_ROWS) print(`… 另有 ${grouped(listed - MAX_LISTED_ROWS)} 行 more refused rows`);
    print(`新增 added ${grouped(summary.added)} · 更新 updated ${grouped(summary.updated)} · 未导入 refused ${grouped(summary.refused)}`);
    print(`${(summary.elapsedMs / 1000).toFixed(1)} s · ${grouped(rate(summary))} 行/秒 rows/s`);
    return summary.refused === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof ImportFileError) print(bilingual(error.reason));
    else if (isMissing(error)) print(`没有这个文件 no such file: ${file}`);
    else throw error;
    return 2;
  } finally {
    catalog.close();
  }
}

function bilingual({ zh, en }: Bilingual): string {
  return `${zh} (${en})`;
}

function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

function rate({ rows, elapsedMs }: Pick<ImportProgress, 'rows' | 'elapsedMs'>): number {
  return Math.round(rows / Math.max(0.001, elapsedMs / 1000));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'EACCES');
}
