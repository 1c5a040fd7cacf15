import { promisify } from 'node:util';
import { type Entry, open, type Options, type ZipFile } from 'yauzl';
import { ImportFileError } from '../raw-row.ts';

/** A workbook has a few dozen parts. */
const MAX_ENTRIES = 2000;

/** The parts of a ZIP file by name. */
export interface Zip {
  has(name: string): boolean;
  names(): readonly string[];
  /** The text of a part (UTF-8) piece by piece; throws ImportFileError when it unpacks to more than `maxBytes`. */
  read(name: string, maxBytes: number): AsyncGenerator<string>;
  close(): void;
}

const openZip = promisify<string, Options, ZipFile>(open);

/** Opens a ZIP file and lists it. Sizes are checked while unpacking, so that a bomb is noticed before it goes off. */
export async function openZipFile(file: string): Promise<Zip> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(notAWorkbook);
  const entries = await listEntries(zip).catch((error: unknown) => {
    zip.close();
    return notAWorkbook(error);
  });
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    async *read(name, maxBytes) {
      const entry = entries.get(name);
      if (!entry) throw new ImportFileError({ zh: `文件中没有 ${name}`, en: `the file has no ${name}` });
      const decoder = new TextDecoder();
      let bytes = 0;
      try {
        for await (const piece of await promisify(zip.openReadStream.bind(zip, entry))()) {
          bytes += (piece as Buffer).byteLength;
          if (bytes > maxBytes) throw tooLarge(name, maxBytes);
          yield decoder.decode(piece as Buffer, { stream: true });
        }
      } catch (error) {
        if (error instanceof ImportFileError) throw error;
        throw new ImportFileError({ zh: `${name} 已损坏`, en: `${name} is damaged` });
      }
      yield decoder.decode();
    },
    close: () => zip.close(),
  };
}

function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > MAX_ENTRIES) reject(new Error('too many entries'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function notAWorkbook(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'EACCES') throw error;
  throw new ImportFileError({ zh: '不是完好的 .xlsx 文件', en: 'not an intact .xlsx file' });
}

function tooLarge(name: string, maxBytes: number): ImportFileError {
  const limit = `${Math.round(maxBytes / 2 ** 20)} MB`;
  return new ImportFileError({
    zh: `${name} 解压后超过 ${limit}，请另存为 CSV`,
    en: `${name} unpacks to more than ${limit}, save the file as CSV`,
  });
}
