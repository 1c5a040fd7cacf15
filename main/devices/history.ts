import type { DeviceEvent } from '#contract/device.ts';
import type { DeviceHealth, DeviceJob, WireChunk, WireCommand } from '#contract/device-health.ts';
import { hex } from '#drivers/hex.ts';
import type { Transport } from '#drivers/transport/transport.ts';

const EVENTS = 50;
const JOBS = 20;
const CHUNKS = 40;
/** Of a chunk only so many bytes are kept. */
const CHUNK_BYTES = 2048;
const COMMANDS = 200;

/** What one device did last, in memory: nothing here outlives the station. */
export interface DeviceHistory {
  readonly lastEvent: DeviceEvent | null;
  event(event: DeviceEvent): void;
  job(job: DeviceJob): void;
  /** Bytes that went over the wire. */
  traffic(direction: WireChunk['direction'], bytes: Uint8Array): void;
  /** The same wire, with all that goes over it remembered here; `onWritten` hears of every write that went through. */
  watch(transport: Transport, onWritten?: (bytes: Uint8Array) => void): Transport;
  readonly view: Omit<DeviceHealth, 'status'>;
}

interface Chunk {
  readonly atMs: number;
  readonly direction: WireChunk['direction'];
  readonly bytes: number;
  readonly kept: Uint8Array;
}

/** `explain` reads the device's language; only what is asked to be shown is explained. */
export function createHistory(
  explain: (bytes: Uint8Array, direction: WireChunk['direction']) => readonly WireCommand[] = () => [],
): DeviceHistory {
  let events: DeviceEvent[] = [];
  let jobs: DeviceJob[] = [];
  let chunks: Chunk[] = [];

  const show = ({ atMs, direction, bytes, kept }: Chunk): WireChunk => ({
    atMs,
    direction,
    bytes,
    hex: hex(kept),
    commands: explain(kept, direction).slice(0, COMMANDS),
  });

  const history: DeviceHistory = {
    get lastEvent() {
      return events.at(-1) ?? null;
    },
    event(event) {
      events = [...events, event].slice(-EVENTS);
    },
    job(job) {
      jobs = [...jobs, job].slice(-JOBS);
    },
    traffic(direction, bytes) {
      const chunk = { atMs: Date.now(), direction, bytes: bytes.length, kept: bytes.slice(0, CHUNK_BYTES) };
      chunks = [...chunks, chunk].slice(-CHUNKS);
    },
    watch: (transport, onWritten) => ({
      wiring: transport.wiring,
      get twoWay() {
        return transport.twoWay;
      },
      open: (listener) =>
        transport.open({
          onData(bytes) {
            history.traffic('in', bytes);
            listener.onData(bytes);
          },
          onLost: (error) => listener.onLost(error),
        }),
      async write(bytes) {
        await transport.write(bytes);
        history.traffic('out', bytes);
        onWritten?.(bytes);
      },
      close: () => transport.close(),
    }),
    get view() {
      return { events, jobs, traffic: chunks.map(show) };
    },
  };
  return history;
}
