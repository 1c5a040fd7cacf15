import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPortMock } from 'serialport';
import { afterAll, describe, expect, test } from 'vitest';
import { createLink, type LinkStatus } from '#drivers/link.ts';
import { createSerialTransport, type SerialOpenOptions, type SerialPortHandle, type SerialSystem } from '#drivers/transport/serial.ts';
import type { Transport, TransportError, TransportListener } from '#drivers/transport/transport.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

/** A serial line with its far end in the test's hand. */
interface Line {
  readonly path: string;
  /** What the test may need to give createSerialTransport for this line. */
  readonly system: Partial<SerialSystem>;
  /** Everything the far end got, as one text that grows. */
  readonly received: Recording<string>;
  say(text: string): void;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
}

/** The mock's own words, which its package does not export as types. */
interface MockPort extends SerialPortHandle {
  readonly recording: Buffer;
  emitData(text: string): void;
}

/** serialport's own binding-mock. It cannot hang up, so here only the vanished path tells. */
async function createMockLine(): Promise<Line> {
  const path = `/dev/MOCK${crypto.randomUUID()}`;
  const received = createRecording<string>();
  let plugged = true;
  let open: MockPort | undefined;
  SerialPortMock.binding.createPort(path, { record: true });
  return {
    path,
    received,
    system: {
      presenceIntervalMs: 5,
      identify: async () => (plugged ? path : undefined),
      loadBinding: async () => ({
        async open(options) {
          const port: MockPort = await SerialPortMock.binding.open(options);
          open = port;
          return {
            read: (buffer, offset, length) => port.read(buffer, offset, length),
            async write(buffer) {
              await port.write(buffer);
              received.add(port.recording.toString('latin1'));
            },
            drain: () => port.drain(),
            flush: () => port.flush(),
            close: () => port.close(),
          };
        },
      }),
    },
    say: (text) => open?.emitData(text),
    async unplug() {
      plugged = false;
    },
    async plugIn() {
      plugged = true;
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'guitai-pty-'));
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A real pseudo-terminal pair; killing socat is pulling the adapter. */
async function createPtyLine(): Promise<Line> {
  const name = crypto.randomUUID();
  const path = join(folder, name);
  const far = join(folder, `${name}-far`);
  const received = createRecording<string>();
  let socat: ChildProcess | undefined;
  let say: ((text: string) => void) | undefined;

  async function plugIn(): Promise<void> {
    const both = whenExisting(folder, [path, far]);
    socat = spawn('socat', [`pty,raw,echo=0,link=${far}`, `pty,raw,echo=0,link=${path}`], { stdio: 'ignore' });
    children.add(socat);
    await both;
    const writer = createWriteStream(far);
    writer.on('error', () => {});
    say = (text) => void writer.write(text);
    let all = '';
    createReadStream(far)
      .on('data', (bytes) => {
        all += bytes.toString('latin1');
        received.add(all);
      })
      .on('error', () => {});
  }

  await plugIn();
  return {
    path,
    received,
    system: {},
    say: (text) => say?.(text),
    async unplug() {
      const gone = socat && once(socat, 'exit');
      socat?.kill();
      await gone;
      rmSync(path, { force: true });
      rmSync(far, { force: true });
    },
    plugIn,
  };
}

function whenExisting(within: string, paths: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!paths.every((path) => existsSync(path))) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(within, look);
    look();
  });
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Near extends TransportListener {
  readonly data: Recording<string>;
  readonly lost: Recording<TransportError>;
}

function createNear(): Near {
  const data = createRecording<string>();
  const lost = createRecording<TransportError>();
  let all = '';
  return {
    data,
    lost,
    onData(bytes) {
      all += Buffer.from(bytes).toString('latin1');
      data.add(all);
    },
    onLost: (error) => lost.add(error),
  };
}

const transportOf = (line: Line): Transport => createSerialTransport({ path: line.path, baudRate: 9600 }, line.system);

function serialSuite(createLine: () => Promise<Line>): void {
  test('bytes go both ways unchanged, control characters included', async () => {
    const line = await createLine();
    const transport = transportOf(line);
    expect(transport.wiring).toBe(`${line.path} 9600`);
    const near = createNear();
    await transport.open(near);
    line.say('\x02690\x1d\r\n\x03');
    await near.data.until((all) => all === '\x02690\x1d\r\n\x03');
    await transport.write(Buffer.from([0x1b, 0x40, 0x0d, 0x0a, 0x11, 0x13, 0xff, 0x00]));
    await line.received.until((all) => all === '\x1b\x40\x0d\x0a\x11\x13\xff\x00');
    await transport.close();
    await line.unplug();
  });

  test('writes asked for at once arrive in order', async () => {
    const line = await createLine();
    const transport = transportOf(line);
    await transport.open(createNear());
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => transport.write(Buffer.from(text))));
    await line.received.until((all) => all === 'abcd');
    await transport.close();
    await line.unplug();
  });

  test('a port that is open already is in use for the next one', async () => {
    const line = await createLine();
    const first = transportOf(line);
    const second = transportOf(line);
    await first.open(createNear());
    await expect(second.open(createNear())).rejects.toMatchObject({ fault: 'in_use', bytesSent: 0 });
    await first.close();
    await second.open(createNear());
    await second.close();
    await line.unplug();
  });

  test('an adapter that vanishes is lost once, refuses writes, and works again after it came back', async () => {
    const line = await createLine();
    const transport = transportOf(line);
    const near = createNear();
    await transport.open(near);
    await line.unplug();
    expect(['offline', 'not_found']).toContain((await near.lost.until(() => true)).fault);
    await expect(transport.write(Buffer.from('x'))).rejects.toMatchObject({ bytesSent: 0 });
    await transport.close();
    await expect(transport.open(near)).rejects.toMatchObject({ fault: 'not_found' });
    expect(near.lost.all.length).toBe(1);
    await line.plugIn();
    const again = createNear();
    await transport.open(again);
    line.say('back');
    await again.data.until((all) => all === 'back');
    await transport.close();
    await line.unplug();
  });

  test('a link over it survives plugging out and in', async () => {
    const line = await createLine();
    await line.unplug();
    const changes = createRecording<LinkStatus>();
    const data = createRecording<string>();
    const link = createLink({
      transport: transportOf(line),
      onData: (bytes) => data.add(Buffer.from(bytes).toString()),
      onChange: (status) => changes.add(status),
      backOffMs: [1],
    });
    link.start();
    await changes.until(({ state, problem }) => state === 'lost' && problem === 'not_found');
    for (let round = 0; round < 3; round += 1) {
      changes.clear();
      await line.plugIn();
      await changes.until(({ state }) => state === 'ready');
      line.say(`scan ${round}`);
      await data.until((text) => text === `scan ${round}`);
      changes.clear();
      await line.unplug();
      await changes.until(({ state, problem }) => state === 'lost' && problem === 'not_found');
    }
    await link.stop();
  });
}

describe("over serialport's own mock", () => serialSuite(createMockLine));

describe.runIf(isInstalled('socat'))('over a real pseudo-terminal', () => serialSuite(createPtyLine));

test.runIf(process.platform !== 'win32')('a path that is no serial port is not found', async () => {
  await expect(createSerialTransport({ path: tmpdir(), baudRate: 9600 }).open(createNear())).rejects.toMatchObject({ fault: 'not_found' });
  await expect(createSerialTransport({ path: '/dev/null', baudRate: 9600 }).open(createNear())).rejects.toMatchObject({
    fault: 'not_found',
  });
});

test('what the system says when a port does not open becomes words a person can act on', async () => {
  const faults: Record<string, string> = {};
  for (const message of [
    'Error: No such file or directory, cannot open /dev/ttyACM0',
    'Error: Permission denied, cannot open /dev/ttyACM0',
    'Error Resource temporarily unavailable Cannot lock port',
    'Opening COM3: File not found',
    'Opening COM3: Access denied',
    'Opening COM3: Unknown error code 31',
  ]) {
    const transport = createSerialTransport(
      { path: 'COM3', baudRate: 9600 },
      { identify: async (path) => path, loadBinding: async () => ({ open: () => Promise.reject(new Error(message)) }) },
    );
    const error: unknown = await transport.open(createNear()).catch((cause: unknown) => cause);
    faults[message] = (error as TransportError).fault;
  }
  expect(Object.values(faults)).toEqual(['not_found', 'no_permission', 'in_use', 'not_found', 'in_use', 'offline']);
});

describe('flow control', () => {
  const openWith = async (flowControl: 'none' | 'rts-cts' | 'xon-xoff'): Promise<{ asked: SerialOpenOptions; heard: string }> => {
    const line = await createMockLine();
    const asked = createRecording<SerialOpenOptions>();
    const transport = createSerialTransport(
      { path: line.path, baudRate: 19_200, flowControl },
      {
        ...line.system,
        async loadBinding() {
          const binding = await line.system.loadBinding?.();
          if (!binding) throw new Error('the mock has a binding');
          return {
            open(options) {
              asked.add(options);
              return binding.open(options);
            },
          };
        },
      },
    );
    const near = createNear();
    await transport.open(near);
    line.say('\x11a\x13');
    line.say('\x13');
    line.say('b\x11c');
    const heard = await near.data.until((all) => all.endsWith('c'));
    await transport.close();
    return { asked: await asked.until(() => true), heard };
  };

  test('by XON and XOFF: asked of the system, and the two bytes are no data', async () => {
    const { asked, heard } = await openWith('xon-xoff');
    expect(asked).toMatchObject({ baudRate: 19_200, dataBits: 8, parity: 'none', stopBits: 1, rtscts: false, xon: true, xoff: true });
    expect(heard).toBe('abc');
  });

  test('by RTS and CTS, or none: every byte is data', async () => {
    const lines = await openWith('rts-cts');
    expect(lines.asked).toMatchObject({ rtscts: true, xon: false, xoff: false });
    expect(lines.heard).toBe('\x11a\x13\x13b\x11c');
    expect((await openWith('none')).asked).toMatchObject({ rtscts: false, xon: false, xoff: false });
  });
});

describe('a port given by its USB device', () => {
  const usb = { vendorId: 0x0c2e, productId: 0x0b61, serialNumber: 'S1' };

  test('is found under the name it has now, and not under a name another device took', async () => {
    const lines = [await createMockLine(), await createMockLine(), await createMockLine()] as const;
    const names: { path: string; usb: typeof usb | undefined }[] = [{ path: lines[0].path, usb: undefined }];
    const transport = createSerialTransport(
      { path: lines[0].path, usb, baudRate: 9600 },
      { ...lines[0].system, identify: async (path) => path, listPorts: async () => names },
    );
    expect(transport.wiring).toBe('USB 0c2e:0b61 S1 9600');
    await expect(transport.open(createNear())).rejects.toMatchObject({ fault: 'not_found' });
    names.push({ path: lines[1].path, usb: { ...usb, serialNumber: 'S2' } }, { path: lines[2].path, usb });
    // The mock keeps what its open port recorded: only the third line's port is open.
    await transport.open(createNear());
    expect(
      await SerialPortMock.binding.open({ path: lines[1].path, baudRate: 9600 }).then((port: MockPort) => port.close()),
    ).toBeUndefined();
    await expect(SerialPortMock.binding.open({ path: lines[2].path, baudRate: 9600 })).rejects.toThrow(/lock/i);
    await transport.close();
  });

  test('two that fit and nothing to tell them apart is an error, not a guess', async () => {
    const { serialNumber: _, ...model } = usb;
    const transport = createSerialTransport(
      { usb: model, baudRate: 9600 },
      { listPorts: async () => [1, 2].map((number) => ({ path: `/dev/ttyACM${number}`, usb: { ...model, location: `1-${number}` } })) },
    );
    await expect(transport.open(createNear())).rejects.toMatchObject({ fault: 'not_found', remedy: { code: 'same_model_twice' } });
  });

  test('a system that does not list its ports leaves it offline, to be tried again', async () => {
    const transport = createSerialTransport({ usb, baudRate: 9600 }, { listPorts: () => Promise.reject(new Error('not in time')) });
    await expect(transport.open(createNear())).rejects.toMatchObject({ fault: 'offline', message: 'USB 0c2e:0b61 S1 9600: not in time' });
  });

  test.runIf(isInstalled('socat'))('a link over it follows a real terminal from name to name', async () => {
    let line: Line | undefined;
    const changes = createRecording<LinkStatus>();
    const data = createRecording<string>();
    const link = createLink({
      transport: createSerialTransport({ usb, baudRate: 9600 }, { listPorts: async () => (line ? [{ path: line.path, usb }] : []) }),
      onData: (bytes) => data.add(Buffer.from(bytes).toString()),
      onChange: (status) => changes.add(status),
      backOffMs: [1],
    });
    link.start();
    const names = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      await changes.until(({ state, problem }) => state === 'lost' && problem === 'not_found');
      changes.clear();
      line = await createPtyLine();
      names.add(line.path);
      await changes.until(({ state }) => state === 'ready');
      line.say(`scan ${round}`);
      await data.until((text) => text === `scan ${round}`);
      const pulled = line;
      line = undefined;
      await pulled.unplug();
    }
    expect(names.size).toBe(3);
    await link.stop();
  });
});
