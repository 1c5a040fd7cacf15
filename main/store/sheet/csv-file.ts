import { createReadStream } from 'node:fs';
import { createCsvParser } from './csv-parser.ts';
import type { RawRow } from './raw-row.ts';

const PIECE_BYTES = 256 * 1024;

/** How the text of a file is written. */
export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Reads the rows of a CSV file of any size in the encoding it is written in. A byte order mark is not part of the text. */
export async function* readCsvFile(file: string): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder(await detectEncoding(file));
  const parser = createCsvParser();
  for await (const bytes of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    yield* parser.push(decoder.decode(bytes as Buffer, { stream: true }));
  }
  yield* parser.push(decoder.decode());
  yield* parser.end();
}

/** UTF-16 by its byte order mark; UTF-8 when the whole file is valid UTF-8; else GB18030, which includes GBK and GB 2312. */
export async function detectEncoding(file: string): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
      const bytes = piece as Buffer;
      if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
      if (first && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
      first = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}
