import { ImportFileError } from '../raw-row.ts';

/** Most text kept in memory: 128 MB of UTF-8, 4 million texts. */
export const MAX_STORED_BYTES = 128 * 2 ** 20;
export const MAX_STORED_TEXTS = 4_000_000;
const PAGE_BYTES = 2 ** 20;

/** Many short texts by number, kept as bytes: a third of what JavaScript strings take. */
export interface TextStore {
  add(text: string): void;
  at(index: number): string | undefined;
}

export function createTextStore(): TextStore {
  const pages: Buffer[] = [];
  let used = PAGE_BYTES;
  let count = 0;
  let starts = new Float64Array(1024);
  let lengths = new Uint32Array(1024);
  return {
    add(text) {
      const bytes = Buffer.from(text);
      if (bytes.length > PAGE_BYTES || count === MAX_STORED_TEXTS || pages.length * PAGE_BYTES > MAX_STORED_BYTES) throw tooMuch();
      if (used + bytes.length > PAGE_BYTES) {
        pages.push(Buffer.allocUnsafeSlow(PAGE_BYTES));
        used = 0;
      }
      if (count === starts.length) {
        starts = grown(starts, new Float64Array(count * 2));
        lengths = grown(lengths, new Uint32Array(count * 2));
      }
      starts[count] = (pages.length - 1) * PAGE_BYTES + used;
      lengths[count] = bytes.length;
      pages.at(-1)?.set(bytes, used);
      used += bytes.length;
      count += 1;
    },
    at(index) {
      const start = starts[index];
      if (start === undefined || index >= count) return undefined;
      const offset = start % PAGE_BYTES;
      return pages[Math.floor(start / PAGE_BYTES)]?.toString('utf8', offset, offset + (lengths[index] ?? 0));
    },
  };
}

function grown<Numbers extends Float64Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

function tooMuch(): ImportFileError {
  return new ImportFileError({ zh: '工作簿中的文字太多，请另存为 CSV', en: 'the workbook has too much text, save it as CSV' });
}
