import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { MediaFile } from '#main/media/folder.ts';
import type { StationHost } from '#main/host.ts';
import type { Publish } from '#main/store/publish.ts';
import { createPublisher } from '#main/publisher.ts';
import { createRouter } from '#main/router.ts';
import { createPairing } from '#main/web/pairing.ts';
import { createWebShell, type WebShell } from '#main/web/server.ts';
import { createMemoryLog } from './memory-log.ts';
import { createRecording, type Recording } from './recording.ts';

/** A request as it passed the gate. */
export interface ScreenCall {
  readonly name: ProcedureName;
  readonly input: unknown;
}

/** A station without a shop or devices: the real web shell, gate and topics, with the values and answers a test puts in. */
export interface ScreenStation {
  readonly url: string;
  readonly publish: Publish;
  readonly calls: Recording<ScreenCall>;
  /** From now on the answer to a procedure; without one every procedure answers `{}`. */
  answer<Name extends ProcedureName>(
    name: Name,
    answer: (input: ProcedureInput<Name>) => ProcedureOutput<Name> | Promise<ProcedureOutput<Name>>,
  ): void;
  /** Stops listening and drops every screen; `comeBack` listens at the same address again, with the topics as they are. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Serves a built renderer on a free port of the loopback. */
export async function openScreenStation(options: {
  readonly rendererDir: string;
  readonly media?: readonly MediaFile[];
}): Promise<ScreenStation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guitai-screens-'));
  const log = createMemoryLog();
  const publisher = createPublisher(log);
  const calls = createRecording<ScreenCall>();
  const answers = new Map<string, (input: never) => unknown>();

  const reply = (name: ProcedureName, input: unknown): unknown => {
    calls.add({ name, input });
    return answers.get(name)?.(input as never) ?? {};
  };
  const hostNames = [
    'bench.scan',
    'bench.fault',
    'bench.tearOff',
    'bench.load',
    'bench.drawer',
    'drawer.learn',
    'device.test',
    'device.health',
    'pairing.createCode',
    'backup.restore',
    'station.time',
    'board.claimVoice',
  ] as const;
  const hostHandlers = Object.fromEntries(hostNames.map((name) => [name, (input: unknown) => reply(name, input)]));
  // What the host answers is asked of the store first where it needs a right: here everybody may.
  const callStore = async (name: ProcedureName, input: unknown): Promise<unknown> =>
    Object.hasOwn(hostHandlers, name) ? {} : reply(name, input);
  const router = createRouter({ hostHandlers, callStore, log });
  const host: StationHost = {
    connect(role, push) {
      const unsubscribe = publisher.subscribe(role, push);
      return { receive: (frameText) => router.receive(frameText, { role }), close: unsubscribe };
    },
    findMedia: (id) => options.media?.find((file) => file.id === id),
    openToPhones: (_, takeUrl) => publisher.publish('phoneDoor', { takeUrl }),
    ready: Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  const pairing = createPairing({ enabled: false, dataDir, log });
  const listen = (port: number): Promise<WebShell> =>
    createWebShell({ host, pairing, rendererDir: options.rendererDir, port, lanHost: undefined, instanceId: 'screens', log });

  let shell = await listen(0);
  const { url } = shell;
  return {
    url,
    publish: publisher.publish,
    calls,
    answer: (name, answer) => void answers.set(name, answer),
    goAway: () => shell.close(),
    async comeBack() {
      shell = await listen(Number(new URL(url).port));
    },
    async close() {
      await shell.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
