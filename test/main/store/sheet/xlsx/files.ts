import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a ZIP file; `size` is the unpacked size it claims. */
export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
}

/** A ZIP file of deflated parts (APPNOTE 6.3.10: local headers, central directory, end record). */
export function zipOf(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const plain = Buffer.from(content as string);
    const packed = deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const trailer = Buffer.alloc(14);
    trailer.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, trailer, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The parts of a workbook with one sheet, given the content of its `sheetData` and its shared texts. */
export function workbookParts(sheetData: string, sharedStrings = ''): Part[] {
  return [
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="商品" sheetId="3" r:id="rId7"/><sheet name="b" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships><Relationship Id="rId1" Target="worksheets/other.xml"/><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `${XML}<worksheet xmlns="m"><sheetData>${sheetData}</sheetData></worksheet>` },
    ...(sharedStrings === '' ? [] : [{ name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="m">${sharedStrings}</sst>` }]),
  ];
}
