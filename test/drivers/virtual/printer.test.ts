import { expect, test } from 'vitest';
import type { TransportError } from '#drivers/transport/transport.ts';
import { encodeDocument } from '#drivers/printer/escpos/encode.ts';
import { findPrinterModel, type PrinterModel } from '#drivers/printer/models.ts';
import { createVirtualPrinter, type VirtualPrinter } from '#drivers/virtual/printer.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

interface Near {
  readonly printer: VirtualPrinter;
  /** Status bytes the printer sent. */
  readonly answers: Recording<number>;
  readonly lost: Recording<TransportError>;
  say(bytes: string): Promise<void>;
}

async function connect(): Promise<Near> {
  const printer = createVirtualPrinter({ id: 'receipt', model: findPrinterModel('generic-80') as PrinterModel, onChange() {} });
  const answers = createRecording<number>();
  const lost = createRecording<TransportError>();
  await printer.transport.open({
    onData: (bytes) => {
      for (const byte of bytes) answers.add(byte);
    },
    onLost: (error) => lost.add(error),
  });
  return { printer, answers, lost, say: (bytes) => printer.transport.write(Buffer.from(bytes, 'latin1')) };
}

const linesOf = (printer: VirtualPrinter): string[] =>
  printer.view.paper.flatMap((item) => (item.type === 'line' ? [item.runs.map(({ text }) => text).join('')] : []));

test('it prints, answers DLE EOT and GS r, and counts bytes and drawer pulses', async () => {
  const { printer, answers, say } = await connect();
  await say('\x1b@hello\n\x1bp\x00\x19\xfa\x1dr\x01\x10\x04\x01');
  await answers.until((byte) => byte === 0x12);
  expect(answers.all).toContain(0x00);
  expect(linesOf(printer)).toEqual(['hello']);
  expect(printer.view).toMatchObject({ drawerPulses: 1, bytes: 19, model: 'generic-80', widthDots: 576, columns: 48, fault: 'none' });
});

test('without paper it keeps what comes, answers DLE EOT but not GS r, and prints when the paper is back', async () => {
  const { printer, answers, say } = await connect();
  printer.setFault('paper_out');
  await say('late\n\x1dr\x01');
  await say('\x10\x04\x04');
  await answers.until((byte) => byte === 0x7e);
  expect(answers.all).toEqual([0x7e]);
  expect(linesOf(printer)).toEqual([]);
  printer.setFault('none');
  await answers.until((byte) => byte === 0x00);
  expect(linesOf(printer)).toEqual(['late']);
});

test('a full receive buffer stalls the wire until the paper is back', async () => {
  const { printer, say } = await connect();
  printer.setFault('paper_out');
  await say(`${'x'.repeat(70_000)}\n`);
  let taken = false;
  const next = say('after\n').then(() => {
    taken = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(taken).toBe(false);
  printer.setFault('none');
  await next;
  expect(linesOf(printer).at(-1)).toBe('after');
});

test('a cable pulled within a document leaves the paper where it was, and the next document starts clean', async () => {
  const { printer, lost, say } = await connect();
  printer.setFault('cut_off_midway');
  const error: unknown = await say(`${'first line\n'.repeat(18)}${'never\n'.repeat(100)}`).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ fault: 'offline', bytesSent: 200 });
  await lost.until(() => true);
  expect(printer.view.fault).toBe('unplugged');
  expect(linesOf(printer).length).toBe(18);
  const listener = { onData() {}, onLost() {} };
  await expect(printer.transport.open(listener)).rejects.toMatchObject({ fault: 'not_found' });
  printer.setFault('none');
  await printer.transport.open(listener);
  await say('second document\n');
  expect(linesOf(printer).at(-1)).toBe('second document');
});

test('real-time requests within the data of an image are obeyed like anywhere else, also without paper', async () => {
  const { printer, answers, say } = await connect();
  const image = (bits: string): string => `\x1dv0\x00\x01\x00\x05\x00${bits}`;
  await say(image('\x10\x14\x01\x00\x01'));
  expect(printer.view.drawerPulses).toBe(1);
  printer.setFault('paper_out');
  await say(image('\x10\x04\x04\xff\xff'));
  await answers.until((byte) => byte === 0x7e);
  expect(printer.view.paper.filter(({ type }) => type === 'raster')).toHaveLength(1);
});

test('an image of ours opens no drawer and asks for no status, whatever its dots', async () => {
  const { printer, answers, say } = await connect();
  const bits = Buffer.alloc(72 * 60, Buffer.from('100401100402100404101401000110140101080000', 'hex'));
  const model = findPrinterModel('generic-80') as PrinterModel;
  const image = { type: 'image', widthDots: 576, heightDots: 60, bitsBase64: bits.toString('base64') } as const;
  await say(Buffer.from(encodeDocument({ title: '', blocks: [image, { type: 'cut' }] }, model)).toString('latin1'));
  expect(printer.view).toMatchObject({ drawerPulses: 0, paper: [{ type: 'raster' }, { type: 'cut' }] });
  expect(answers.all).toEqual([]);
});

test('with its network off it keeps what it was sent and prints it, and is heard again on the next connection', async () => {
  const { printer, lost, answers, say } = await connect();
  printer.setFault('slow', 2000);
  await say('one\ntwo\n');
  printer.setFault('disconnected');
  await lost.until(() => true);
  expect(linesOf(printer)).toEqual(['one', 'two']);
  await expect(printer.transport.open({ onData() {}, onLost() {} })).rejects.toMatchObject({ fault: 'unreachable' });
  printer.setFault('none');
  await printer.transport.open({ onData: (bytes) => bytes.forEach((byte) => answers.add(byte)), onLost() {} });
  await say('\x10\x04\x01');
  await answers.until((byte) => byte === 0x12);
});

test('a fault that cuts it off after so many bytes lets exactly these through', async () => {
  const { printer, say } = await connect();
  printer.setFault('cut_off_midway', 5);
  expect(await say('abc\ndef\n').catch((cause: unknown) => cause)).toMatchObject({ bytesSent: 5 });
  expect(printer.view.bytes).toBe(5);
  expect(linesOf(printer)).toEqual(['abc']);
});
