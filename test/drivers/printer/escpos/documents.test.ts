import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PaperItem } from '#contract/bench.ts';
import { PrintBlock } from '#contract/document.ts';
import { commandLength } from '#drivers/printer/escpos/command-length.ts';
import { createEscPosDecoder, type Decoded } from '#drivers/printer/escpos/decode.ts';
import { prepareDocument } from '#drivers/printer/escpos/encode.ts';
import { printerModelIds } from '#drivers/printer/models.ts';
import { anyBlock } from './documents.ts';
import { encode, endColumnOf, model, paper } from './paper.ts';

const modelIds = fc.constantFrom(...printerModelIds());
const blocks = fc.array(anyBlock, { maxLength: 5 });

beforeAll(async () => {
  await prepareDocument({ title: '', blocks: [{ type: 'pdf417', data: '1' }] }, model('generic-80'));
});

describe('any document on any model', () => {
  it('is understood whole: no unknown byte, nothing beyond the paper, no answer asked for, no drawer opened', () => {
    fc.assert(
      fc.property(blocks, modelIds, (document, modelId) => {
        for (const block of document) expect(PrintBlock.safeParse(block).success).toBe(true);
        const { items, requests } = createEscPosDecoder(model(modelId)).write(encode(document, modelId));
        expect(requests).toEqual([]);
        for (const item of items) {
          expect(item.type).not.toBe('unknown');
          expect(item.type).not.toBe('drawer');
          expect(endColumnOf(item)).toBeLessThanOrEqual(model(modelId).widthDots / 12 + 1);
          expect(PaperItem.safeParse(item).success).toBe(true);
        }
        expect(items.filter(({ type }) => type === 'cut').length).toBe(
          model(modelId).cut.mode === 'none' ? 0 : document.filter(({ type }) => type === 'cut').length,
        );
      }),
      { numRuns: 400 },
    );
  });

  it('holds no real-time command anywhere, within the data of other commands neither', () => {
    fc.assert(
      fc.property(blocks, modelIds, (document, modelId) => {
        const bytes = encode(document, modelId);
        for (let at = 0; at + 1 < bytes.length; at += 1) {
          if (bytes[at] === 0x10) expect([0x04, 0x05, 0x14]).not.toContain(bytes[at + 1]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('starts no command but ours: outside the data of a command every byte below 20 is LF', () => {
    fc.assert(
      fc.property(blocks, modelIds, (document, modelId) => {
        const bytes = encode(document, modelId);
        const { charset } = model(modelId);
        const ours = new Set(['@', 'a', 'E', '-', 'M', 't', '$', '*', 'd', 'J', 'B', '&', '.', '!', 'p', '(', 'k', 'h', 'w', 'v', 'V']);
        for (let at = 0; at < bytes.length;) {
          const length = commandLength(bytes.subarray(at), charset !== 'none', charset === 'gb18030');
          const first = bytes[at] ?? 0;
          if (first === 0x1b || first === 0x1c || first === 0x1d) expect(ours).toContain(String.fromCharCode(bytes[at + 1] ?? 0));
          else if (first < 0x20) expect(first).toBe(0x0a);
          at += 'whole' in length ? length.whole : bytes.length;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same on paper in any chunking', () => {
    fc.assert(
      fc.property(
        blocks,
        modelIds,
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 }),
        (document, modelId, sizes) => {
          const bytes = encode(document, modelId);
          const decoder = createEscPosDecoder(model(modelId));
          const items: PaperItem[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            items.push(...decoder.write(bytes.subarray(at, at + size)).items);
            at += size;
          }
          expect(items).toEqual(paper(bytes, modelId));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('any bytes at all', () => {
  /** A plain generator, so that a run can be repeated: numbers of Park and Miller. */
  function noise(length: number, seed: number): Uint8Array {
    let state = seed;
    return Uint8Array.from({ length }, () => {
      state = (state * 48_271) % 2_147_483_647;
      // Half of the bytes are the beginnings and letters of commands.
      return state % 2 === 0 ? (state >> 4) & 0xff : ([0x1b, 0x1c, 0x1d, 0x10, 0x28, 0x6b, 0x76, 0x30, 0x2a, 0x00][(state >> 4) % 10] ?? 0);
    });
  }

  it('neither stop the decoder nor make it hoard: 300,000 bytes of noise in pieces', () => {
    for (const modelId of ['generic-80', 'generic-80-western', 'epson-tm-t70ii-ch']) {
      const decoder = createEscPosDecoder(model(modelId));
      const bytes = noise(100_000, 7);
      let items = 0;
      for (let at = 0; at < bytes.length; at += 997) {
        const decoded: Decoded = decoder.write(bytes.subarray(at, at + 997));
        for (const item of decoded.items) if (!PaperItem.safeParse(item).success) throw new Error(JSON.stringify(item));
        items += decoded.items.length;
      }
      expect(items).toBeGreaterThan(100);
    }
  });

  it('that go back and forth in one line forever draw a bounded line', () => {
    const decoder = createEscPosDecoder(model('generic-80'));
    const back = Uint8Array.of(0x1b, 0x24, 0, 0, 0x41, 0x1b, 0x2a, 33, 1, 0, 1, 2, 3);
    const bytes = new Uint8Array(back.length * 5000);
    for (let turn = 0; turn < 5000; turn += 1) bytes.set(back, turn * back.length);
    decoder.write(bytes);
    const [line] = decoder.write(Uint8Array.of(0x0a)).items;
    if (line?.type !== 'line') throw new Error('no line');
    expect(line.runs.length).toBeLessThanOrEqual(1000);
    expect(line.images?.length).toBeLessThanOrEqual(1000);
  });
});
