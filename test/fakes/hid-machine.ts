import { EventEmitter } from 'node:events';
import type { HidHandle, HidInterface, HidSystem } from '#drivers/transport/hid.ts';
import { createRecording, type Recording } from './recording.ts';

/** A machine with HID sockets: what it lists, what it says of a device, and which words it refuses with. */
export interface HidMachine {
  readonly system: HidSystem;
  /** Reports the station wrote. */
  readonly written: Recording<string>;
  /** What open() was called with, and what was closed. */
  readonly history: string[];
  plug(...interfaces: readonly HidInterface[]): void;
  describe(path: string, descriptor: Uint8Array): void;
  /** The device at that path goes away, as hidapi reports it to whoever has it open. */
  unplug(path: string): void;
  say(path: string, report: Uint8Array): void;
  /** Words with which the next calls fail, until lifted with undefined. */
  refuse(what: 'load' | 'list' | 'open' | 'write', said: string | undefined): void;
}

class OpenDevice extends EventEmitter implements HidHandle {
  readonly #written: (report: Buffer) => void;
  readonly #closed: () => void;
  constructor(written: (report: Buffer) => void, closed: () => void) {
    super();
    this.#written = written;
    this.#closed = closed;
  }
  async write(report: Buffer): Promise<number> {
    this.#written(report);
    return report.length;
  }
  async close(): Promise<void> {
    this.#closed();
  }
}

export function createHidMachine(): HidMachine {
  const interfaces: HidInterface[] = [];
  const descriptors = new Map<string, Uint8Array>();
  const open = new Map<string, OpenDevice>();
  const refused = new Map<string, string>();
  const written = createRecording<string>();
  const history: string[] = [];

  function check(what: string): void {
    const said = refused.get(what);
    if (said !== undefined) throw new Error(said);
  }

  return {
    written,
    history,
    system: {
      async loadHid() {
        check('load');
        return {
          async list() {
            check('list');
            return [...interfaces];
          },
          async open(path) {
            history.push(`open ${path}`);
            check('open');
            if (!interfaces.some((each) => each.path === path))
              throw new Error(`cannot open device with path ${path}: No such file or directory`);
            const device = new OpenDevice(
              (report) => {
                check('write');
                written.add(report.toString('hex'));
              },
              () => {
                history.push(`close ${path}`);
                open.delete(path);
              },
            );
            open.set(path, device);
            return device;
          },
        };
      },
      readDescriptor: async (path) => descriptors.get(path),
      missingRight: async (path) => ({ code: 'join_group', details: { group: `owner of ${path}` } }),
    },
    plug: (...added) => void interfaces.push(...added),
    describe: (path, descriptor) => void descriptors.set(path, descriptor),
    unplug(path) {
      interfaces.splice(0, interfaces.length, ...interfaces.filter((each) => each.path !== path));
      open.get(path)?.emit('error', 'could not read from HID device: hid_read_timeout: unexpected poll error (device disconnected)');
    },
    say: (path, report) => void open.get(path)?.emit('data', Buffer.from(report)),
    refuse(what, said) {
      if (said === undefined) refused.delete(what);
      else refused.set(what, said);
    },
  };
}
