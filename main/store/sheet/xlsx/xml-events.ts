import { SaxesParser } from 'saxes';
import { ImportFileError } from '../raw-row.ts';

/** Most text between two marks, in UTF-16 units: a cell holds 32,767. */
const MAX_PENDING = 262_144;

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Feeds XML that arrives in pieces to a handler; yields after each piece, so that the caller can hand on what was found. Names come
 * without prefix. A document type (and with it every entity of its own), broken XML and endless text are refused.
 */
export async function* parseXml(part: string, pieces: AsyncIterable<string>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let pending = 0;
  const damaged = (): ImportFileError => new ImportFileError({ zh: `${part} 内容有误`, en: `${part} is malformed` });
  parser.on('opentag', ({ name, attributes }) => {
    pending = 0;
    handler.open(localName(name), attributes);
  });
  parser.on('text', (text) => {
    pending = 0;
    handler.text?.(text);
  });
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('closetag', ({ name }) => {
    pending = 0;
    handler.close?.(localName(name));
  });
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('error', () => {
    throw damaged();
  });
  for await (const piece of pieces) {
    pending += piece.length;
    parser.write(piece);
    if (pending > MAX_PENDING) throw damaged();
    yield;
  }
  parser.close();
  yield;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
