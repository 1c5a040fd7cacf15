import type { NetworkInterfaceInfo } from 'node:os';
import type { FoundDevice } from '#contract/setup.ts';
import { createStatusParser } from '../printer/escpos/status.ts';
import { createTcpTransport } from '../transport/tcp.ts';
import type { Transport } from '../transport/transport.ts';
import { ON_A_PRINTER_WIRE, suggestModel } from './known-devices.ts';
import type { SearchOptions } from './source.ts';

export const PRINTER_PORT = 9100;
/** At most a /24 around the own address of at most so many interfaces. */
const MAX_INTERFACES = 4;
const CONCURRENT_HOSTS = 32;
const CONNECT_TIMEOUT_MS = 800;
const ANSWER_MS = 1000;
const CLOSE_TIMEOUT_MS = 300;
const MAX_STATUS_BYTES = 8;

/** DLE EOT 1: real-time status, answered even by a printer in error. Not one printable byte, so that whatever listens there prints nothing. */
const STATUS_QUESTION = Uint8Array.of(0x10, 0x04, 0x01);
/** GS I 67: the model. Sent only to what answered as a printer does. */
const MODEL_QUESTION = Uint8Array.of(0x1d, 0x49, 67);

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Networks of virtual machines and containers have no printers. */
const VIRTUAL_INTERFACE = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|zt|tailscale)/i;

/** The neighbours of this machine: private IPv4 networks of its own interfaces, its own addresses left out. */
export function neighbours(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>, port = PRINTER_PORT): readonly Target[] {
  const own = Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL_INTERFACE.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address))
    .slice(0, MAX_INTERFACES);
  const hosts = new Set(own.flatMap(({ address, netmask }) => hostsAround(toNumber(address), toNumber(netmask))));
  for (const { address } of own) hosts.delete(address);
  return [...hosts].map((host) => ({ host, port }));
}

/** RFC 1918. */
export function isPrivate(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number);
  return first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168);
}

const toNumber = (address: string): number => address.split('.').reduce((value, part) => value * 256 + Number(part), 0);

function hostsAround(address: number, netmask: number): string[] {
  const size = Math.min(2 ** 32 - netmask, 256);
  const network = address - (address % size);
  // The first address names the network, the last one calls everybody.
  return Array.from({ length: Math.max(size - 2, 0) }, (_, index) => toText(network + 1 + index));
}

const toText = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

/** Asks every target, a few at a time; `progress` is called with how many have been asked. */
export async function findOnNetwork(targets: readonly Target[], options: SearchOptions & { progress(done: number): void }): Promise<void> {
  const waiting = [...targets];
  let done = 0;
  const askOnAndOn = async (): Promise<void> => {
    for (let target = waiting.shift(); target && !options.signal.aborted; target = waiting.shift()) {
      const device = await askHost(target);
      if (options.signal.aborted) return;
      if (device) options.found(device);
      done += 1;
      options.progress(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENT_HOSTS, targets.length) }, askOnAndOn));
}

async function askHost({ host, port }: Target): Promise<FoundDevice | undefined> {
  const transport = createTcpTransport({ host, port, connectTimeoutMs: CONNECT_TIMEOUT_MS, closeTimeoutMs: CLOSE_TIMEOUT_MS });
  const answers = createAnswers();
  try {
    await transport.open({ onData: answers.received, onLost: answers.lost });
  } catch {
    return undefined;
  }
  const device = { key: `tcp ${host}:${port}`, wire: { type: 'tcp' as const, host, port }, kinds: [...ON_A_PRINTER_WIRE] };
  try {
    const status = await ask(transport, STATUS_QUESTION, () => answers.until(({ type }) => type === 'dle-eot'));
    // One byte, or with ASB on a few more; a greeting in words is longer, and some of its letters look like a status.
    if (!status || answers.bytes() > MAX_STATUS_BYTES) return { ...device, name: '', access: 'silent' };
    const said = await ask(transport, MODEL_QUESTION, () => answers.until(({ type }) => type === 'block'));
    const name = said?.type === 'block' ? printableText(said.data) : '';
    const model = suggestModel(name);
    return { ...device, name, access: 'ok', ...(model ? { model } : {}) };
  } finally {
    await transport.close();
  }
}

async function ask<Result>(
  transport: Transport,
  question: Uint8Array,
  answer: () => Promise<Result | undefined>,
): Promise<Result | undefined> {
  try {
    await transport.write(question);
    return await answer();
  } catch {
    return undefined;
  }
}

type Answer = ReturnType<ReturnType<typeof createStatusParser>['write']>[number];

/** What the far end says, as answers a printer gives. */
function createAnswers(): {
  received(bytes: Uint8Array): void;
  lost(): void;
  bytes(): number;
  until(fits: (answer: Answer) => boolean): Promise<Answer | undefined>;
} {
  const parser = createStatusParser();
  let count = 0;
  const heard: Answer[] = [];
  let wake: (() => void) | undefined;
  let gone = false;
  return {
    received(bytes) {
      count += bytes.length;
      heard.push(...parser.write(bytes).slice(0, 16));
      wake?.();
    },
    lost() {
      gone = true;
      wake?.();
    },
    bytes: () => count,
    async until(fits) {
      const deadline = performance.now() + ANSWER_MS;
      for (;;) {
        const found = heard.find((answer) => fits(answer));
        const leftMs = deadline - performance.now();
        if (found || gone || leftMs <= 0) return found;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, leftMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
  };
}

const printableText = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, 60);
