import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createLink, type LinkStatus } from '#drivers/link.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { createPosPrinter } from '#drivers/printer/pos-printer.ts';
import { createFileTransport, fileError } from '#drivers/transport/file.ts';
import type { TransportError, TransportListener } from '#drivers/transport/transport.ts';
import { openPseudoTerminal } from '../../fakes/pseudo-terminal.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'guitai-file-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newPath = (): string => join(folder, crypto.randomUUID());

function listener(): TransportListener & { readonly lost: Recording<TransportError>; readonly data: Recording<string> } {
  const lost = createRecording<TransportError>();
  const data = createRecording<string>();
  return { lost, data, onData: (bytes) => data.add(Buffer.from(bytes).toString('latin1')), onLost: (error) => lost.add(error) };
}

describe('a plain file', () => {
  test('gets every write in order behind what it holds, and never answers', async () => {
    const path = newPath();
    writeFileSync(path, 'before|');
    const transport = createFileTransport({ path });
    await transport.open(listener());
    expect(transport.twoWay).toBe(false);
    await Promise.all([transport.write(Buffer.from('one|')), transport.write(Buffer.from('two'))]);
    await transport.close();
    expect(readFileSync(path, 'latin1')).toBe('before|one|two');
    await expect(transport.write(Buffer.from('x'))).rejects.toMatchObject({ fault: 'offline', bytesSent: 7 });
  });

  test('is not made when it is missing, and a folder is no printer', async () => {
    const missing = createFileTransport({ path: newPath() });
    await expect(missing.open(listener())).rejects.toMatchObject({ fault: 'not_found', bytesSent: 0 });
    await expect(createFileTransport({ path: folder }).open(listener())).rejects.toMatchObject({ fault: 'not_found' });
  });
});

describe.runIf(process.platform === 'linux')('a device that takes bytes slowly', () => {
  /** A FIFO holds 64 kB; more fits only when the far end reads. */
  function openFifo(): { readonly path: string; readonly descriptor: number } {
    const path = newPath();
    execFileSync('mkfifo', [path]);
    return { path, descriptor: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK) };
  }

  function drain(descriptor: number): { readonly reader: Socket; readonly received: Recording<number> } {
    const received = createRecording<number>();
    let bytes = 0;
    const reader = new Socket({ fd: descriptor, readable: true, writable: false });
    reader.on('data', (chunk) => received.add((bytes += chunk.length)));
    return { reader, received };
  }

  test('gets a long document whole, and the write ends when all of it is taken', async () => {
    const { path, descriptor } = openFifo();
    const transport = createFileTransport({ path });
    await transport.open(listener());
    const written = transport.write(Buffer.alloc(300_000, 'x'));
    const { reader, received } = drain(descriptor);
    await written;
    await received.until((bytes) => bytes === 300_000);
    await transport.close();
    await once(reader, 'close');
  });

  test('that takes nothing more does not hold up close(), and the bytes it took are counted', async () => {
    const { path, descriptor } = openFifo();
    const transport = createFileTransport({ path });
    await transport.open(listener());
    const written = transport.write(Buffer.alloc(300_000, 'x')).catch((error: unknown) => error);
    await transport.close();
    expect(await written).toMatchObject({ fault: 'offline', bytesSent: 65_536 });
    drain(descriptor).reader.destroy();
  });

  test('without a far end is not there', async () => {
    const path = newPath();
    execFileSync('mkfifo', [path]);
    await expect(createFileTransport({ path }).open(listener())).rejects.toMatchObject({ fault: 'not_found' });
  });

  test('whose far end goes away in the middle is lost once', async () => {
    const { path, descriptor } = openFifo();
    const transport = createFileTransport({ path });
    const near = listener();
    await transport.open(near);
    const written = transport.write(Buffer.alloc(300_000, 'x')).catch((error: unknown) => error);
    drain(descriptor).reader.destroy();
    expect(await written).toMatchObject({ fault: 'offline' });
    expect(near.lost.all.length).toBe(1);
    await transport.close();
  });
});

describe.runIf(process.platform === 'linux')('a character device', () => {
  test('answers, and a printer behind it is asked and confirms what it printed', async () => {
    const terminal = await openPseudoTerminal();
    const model = findPrinterModel('generic-80');
    if (!model) throw new Error('no model');
    const transport = createFileTransport({ path: terminal.path });
    const decoder = createEscPosDecoder(model);
    let seen = 0;
    void terminal.until((bytes) => {
      const { requests } = decoder.write(bytes.subarray(seen));
      seen = bytes.length;
      // DLE EOT n → well, GS r 1 → paper there.
      for (const { type } of requests) terminal.write(Uint8Array.of(type === 'dle-eot' ? 0x12 : 0x00));
      return false;
    });
    const printer = createPosPrinter({ id: 'receipt', model, transport, onStatus() {}, backOffMs: [5] });
    printer.start();
    const document = { title: '小票', blocks: [{ type: 'text', text: 'hello' } as const, { type: 'cut' } as const] };
    expect(await printer.print(document)).toMatchObject({ result: 'printed', problem: 'none' });
    expect(terminal.received().toString('latin1')).toContain('hello');
    await printer.stop();
    await terminal.close();
  });

  test('pulled out is lost, and plugged in again works without a click', async () => {
    const path = newPath();
    const first = await openPseudoTerminal();
    symlinkSync(first.path, path);
    const changes = createRecording<LinkStatus>();
    const link = createLink({
      transport: createFileTransport({ path, presenceIntervalMs: 5 }),
      onData() {},
      onChange: (status) => changes.add(status),
      backOffMs: [5],
    });
    link.start();
    await changes.until(({ state }) => state === 'ready');
    rmSync(path);
    await first.close();
    await changes.until(({ state, problem }) => state === 'lost' && problem === 'not_found');
    const second = await openPseudoTerminal();
    changes.clear();
    symlinkSync(second.path, path);
    await changes.until(({ state }) => state === 'ready');
    await link.send(Buffer.from('again'));
    await second.until((bytes) => bytes.toString() === 'again');
    await link.stop();
    await second.close();
  });
});

describe('what the operating system refuses', () => {
  const refusal = (code: string): Error => Object.assign(new Error(`${code}: refused, open '/dev/usb/lp0'`), { code });

  test('is named in the words of a wire', () => {
    const codes = ['ENOENT', 'ENODEV', 'ENXIO', 'EISDIR', 'EACCES', 'EPERM', 'EBUSY', 'EIO'];
    expect(codes.map((code) => fileError('/dev/usb/lp0', refusal(code), 3).fault)).toEqual([
      'not_found',
      'not_found',
      'not_found',
      'not_found',
      'no_permission',
      'no_permission',
      'in_use',
      'offline',
    ]);
    expect(fileError('/dev/usb/lp0', refusal('EIO'), 3).bytesSent).toBe(3);
  });

  test('no permission comes with the group and the udev rule that help', () => {
    const { message } = fileError('/dev/usb/lp0', refusal('EACCES'), 0);
    expect(message).toContain('sudo usermod -aG lp $USER');
    expect(message).toContain('SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", GROUP="lp", MODE="0660"');
  });
});
