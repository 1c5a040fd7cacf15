import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStatusParser, describeStatus, drawerLevel, echoes, type StatusEvent, worstProblem } from '#drivers/printer/escpos/status.ts';
import { bytesOf } from './hex.ts';

function parse(text: string): readonly StatusEvent[] {
  return createStatusParser().write(bytesOf(text));
}

describe('status bytes', () => {
  it('tells DLE EOT, GS r, ASB and block replies apart and skips XON and XOFF', () => {
    expect(parse('11 12 13 00 10 00 00 0f 5f 54 4d 00 37 22 41 42 43 44 00 1e')).toEqual([
      { type: 'dle-eot', byte: 0x12 },
      { type: 'gs-r', byte: 0x00 },
      { type: 'asb', bytes: [0x10, 0x00, 0x00, 0x0f] },
      { type: 'block', header: 0x5f, data: bytesOf('54 4d') },
      { type: 'block', header: 0x37, data: bytesOf('22 41 42 43 44') },
      { type: 'dle-eot', byte: 0x1e },
    ]);
  });

  it('loses one byte, not four, when an ASB frame breaks off', () => {
    expect(parse('10 00 12 12')).toEqual([
      { type: 'gs-r', byte: 0x00 },
      { type: 'dle-eot', byte: 0x12 },
      { type: 'dle-eot', byte: 0x12 },
    ]);
    expect(parse('10 00 10 00 00 0f')).toEqual([
      { type: 'gs-r', byte: 0x00 },
      { type: 'asb', bytes: [0x10, 0x00, 0x00, 0x0f] },
    ]);
  });

  it('loses of a block that breaks off what had come, and hears what broke it; flow control breaks nothing', () => {
    expect(parse('37 22 30 32 12 37 22 30 11 30 13 30 31 00')).toEqual([
      { type: 'dle-eot', byte: 0x12 },
      { type: 'block', header: 0x37, data: bytesOf('22 30 30 30 31') },
    ]);
  });

  it('gives a block up that never ends', () => {
    const parser = createStatusParser();
    const events = [...parser.write(Uint8Array.of(0x5f, ...Array.from({ length: 300 }, () => 0x41))), ...parser.write(Uint8Array.of(0x12))];
    expect(events.filter((event) => event.type === 'block')).toEqual([]);
    expect(events.at(-1)).toEqual({ type: 'dle-eot', byte: 0x12 });
  });

  it('reads any bytes the same in any pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (bytes, sizes) => {
        const whole = createStatusParser().write(bytes);
        const parser = createStatusParser();
        const events: StatusEvent[] = [];
        let at = 0;
        for (let turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          events.push(...parser.write(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(events).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the level of drawer pin 3', () => {
  it.each([
    ['16', 1, true],
    ['12', 1, false],
    ['16', 2, undefined],
    ['14 00 00 0f', undefined, true],
    ['10 00 00 0f', undefined, false],
    ['01', undefined, undefined],
  ] as const)('of %s, asked %s, is %s', (bytes, question, high) => {
    const [event] = parse(bytes);
    expect(event && drawerLevel(event, question)).toBe(high);
  });
});

describe('the echo of a process id', () => {
  it('is any block 37 with its four bytes', () => {
    const heard = parse('37 22 30 30 34 32 00 37 30 30 34 32 00 37 22 30 30 34 33 00 5f 30 30 34 32 00');
    expect(heard.map((event) => echoes(event, bytesOf('30 30 34 32')))).toEqual([true, true, false, false]);
  });
});

describe('what it means', () => {
  it.each([
    ['12', 1, 'none'],
    ['16', 1, 'none'],
    ['1a', 1, 'offline'],
    ['12', 2, 'none'],
    ['16', 2, 'cover_open'],
    ['32', 2, 'paper_out'],
    ['36', 2, 'cover_open'],
    ['52', 2, 'offline'],
    ['1a', 3, 'cutter'],
    ['32', 3, 'offline'],
    ['52', 3, 'head_hot'],
    ['12', 4, 'none'],
    ['1e', 4, 'paper_near_end'],
    ['72', 4, 'paper_out'],
    ['7e', 4, 'paper_out'],
  ] as const)('DLE EOT answer %s to question %i is %s', (byte, question, problem) => {
    const [event] = parse(byte);
    expect(event && describeStatus(event, question)).toBe(problem);
  });

  it.each([
    ['10 00 00 0f', 'none'],
    ['38 00 00 0f', 'cover_open'],
    ['18 00 0f 0f', 'paper_out'],
    ['10 00 03 0f', 'paper_near_end'],
    ['18 08 00 0f', 'cutter'],
    ['18 00 00 0f', 'offline'],
    ['18 40 00 0f', 'head_hot'],
    ['18 20 00 0f', 'offline'],
    ['00', 'none'],
    ['03', 'paper_near_end'],
    ['0c', 'paper_out'],
    ['0f', 'paper_out'],
  ] as const)('ASB or GS r answer %s is %s', (bytes, problem) => {
    const [event] = parse(bytes);
    expect(event && describeStatus(event)).toBe(problem);
  });

  it('puts the cause before the consequence', () => {
    expect(worstProblem(['offline', 'none', 'paper_out'])).toBe('paper_out');
    expect(worstProblem(['paper_out', 'cover_open'])).toBe('cover_open');
    expect(worstProblem(['paper_near_end', 'offline'])).toBe('offline');
    expect(worstProblem([])).toBe('none');
  });
});
