import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceKind, DeviceProblem } from '#contract/device.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Remedy } from '#contract/remedy.ts';
import { formatWeight, type ScaleView } from '#contract/scale.ts';
import { DeviceError } from '#drivers/claims.ts';
import { describe } from '#drivers/device.ts';
import { probeImages, showProbeImage } from '#drivers/display/baud-probe.ts';
import { TransportError } from '#drivers/transport/transport.ts';
import { withoutPaymentCode } from '#main/store/checkout/payment-code.ts';
import type { Wire } from '../settings.ts';
import type { DeviceEntry } from './context.ts';
import { buildDeviceSet, type DevicePlan, type DeviceSet } from './device-set.ts';
import { createTransport, resourceOf } from './wiring.ts';

/** How long a person has to scan something. */
const SCAN_MS = 30_000;
/** A wire is open by then, or will not be. */
const OPEN_MS = 8000;
/** A scale that can be understood says something by then. */
const SPEAK_MS = 3000;
/** Each rate stands long enough to be read aloud. */
const PROBE_MS = 2500;

/** What came of a trial. */
export interface TrialResult {
  readonly ok: boolean;
  readonly detail: string;
  readonly problem?: DeviceProblem;
  /** What a scanner read, or a scale weighed. */
  readonly heard: string | null;
  readonly remedy?: Remedy;
}

/** A device as it would be set up: alone in a plan, or a drawer with what it hangs on. */
export interface Candidate {
  readonly kind: DeviceKind;
  readonly id: string;
  readonly plan: DevicePlan;
}

export interface TrialsOptions {
  /** The station's own devices: whoever holds the candidate's wire pauses. */
  running(): DeviceSet;
  context(): SetContext;
  /** Lets the document on its way end before the wire is taken. */
  drain(entry: DeviceEntry): Promise<unknown>;
}

type SetContext = Parameters<typeof buildDeviceSet>[1];

/** Trials, one at a time: each holds a wire. */
export interface Trials {
  /** Throws GuitaiError `setup_busy` while another trial runs. */
  tryDevice(candidate: Candidate, signal: AbortSignal): Promise<TrialResult>;
  /** Shows each baud rate on the wire of a display, one after the other; `showing` is told which one stands there now. As tryDevice. */
  probeRates(wire: SerialWire, signal: AbortSignal, showing: (baudRate: number) => void): Promise<TrialResult>;
  /** Ends the trial in progress; its wire is free when this resolves. */
  end(): Promise<void>;
}

type SerialWire = Extract<Wire, { readonly type: 'serial' }>;

interface TrialContext extends Pick<TrialsOptions, 'drain'> {
  readonly running: DeviceSet;
  readonly context: SetContext;
  readonly signal: AbortSignal;
}

export function createTrials({ running, context, drain }: TrialsOptions): Trials {
  let current: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;

  async function alone(signal: AbortSignal, run: (trial: TrialContext) => Promise<TrialResult>): Promise<TrialResult> {
    if (current) throw new GuitaiError('setup_busy');
    const abort = new AbortController();
    const ended = run({ running: running(), context: context(), drain, signal: AbortSignal.any([signal, abort.signal]) });
    current = { abort, ended: ended.catch(() => undefined) };
    try {
      return await ended;
    } finally {
      current = undefined;
    }
  }

  return {
    tryDevice: (candidate, signal) => alone(signal, (trial) => tryDevice(candidate, trial)),
    probeRates: (wire, signal, showing) => alone(signal, (trial) => probeRates(wire, trial, showing)),
    async end() {
      current?.abort.abort();
      await current?.ended;
    },
  };
}

/** Runs a device that is not saved for as long as one test takes. Never rejects for what the device does. */
async function tryDevice(candidate: Candidate, { running, context, signal, drain }: TrialContext): Promise<TrialResult> {
  const scanned = Promise.withResolvers<string>();
  let look: (() => void) | undefined;
  const spoke = Promise.withResolvers<void>();
  let weight: ScaleView['weight'] = null;
  const set = buildDeviceSet(
    candidate.plan,
    {
      ...context,
      changed: () => look?.(),
      scan: async (text) => scanned.resolve(withoutPaymentCode(text).slice(0, 200)),
      async pressed() {},
      printerReady() {},
      labelPrinterReady() {},
      weighed(view) {
        ({ weight } = view);
        if (view.state !== 'not_ready') spoke.resolve();
      },
    },
    running,
  );
  const entry = set.entries.get(candidate.id);
  if (!entry) return { ok: false, detail: '', problem: 'misconfigured', heard: null };
  /** True once the wire is open; false when it cannot be opened, or not in time. */
  const opened = new Promise<boolean>((resolve) => {
    look = () => {
      const { state } = entry.driver.status;
      if (state === 'ready' || state === 'lost') resolve(state === 'ready');
    };
    signal.addEventListener('abort', () => resolve(false), { once: true });
    void pause(OPEN_MS, undefined, { ref: false }).then(() => resolve(false));
  });
  return withWire(entry.resource, { running, context, drain }, async () => {
    entry.start();
    look?.();
    try {
      if (!(await opened)) return refused(entry);
      if (candidate.kind === 'scanner') return await hear(scanned.promise, signal);
      if (candidate.kind === 'scale') await Promise.race([spoke.promise, pause(SPEAK_MS, undefined, { ref: false })]);
      const { ok, detail } = await entry.device.checkHealth('external');
      return { ok, detail, problem: entry.status.problem, heard: weight ? `${formatWeight(weight)} ${weight.unit}` : null };
    } catch (error) {
      if (error instanceof DeviceError) return { ok: false, detail: error.code, heard: null };
      throw error;
    } finally {
      await entry.stop();
    }
  });
}

async function probeRates(wire: SerialWire, trial: TrialContext, showing: (baudRate: number) => void): Promise<TrialResult> {
  const { running, context, signal, drain } = trial;
  return withWire(resourceOf(wire, ''), { running, context, drain }, async () => {
    for (const image of probeImages()) {
      if (signal.aborted) break;
      showing(image.baudRate);
      const transport = createTransport({ ...wire, baudRate: image.baudRate }, () => {
        throw new Error('a serial wire is never virtual');
      });
      try {
        await showProbeImage(image, transport);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        return { ok: false, detail: '', problem: error.fault, heard: null, ...(error.remedy ? { remedy: error.remedy } : {}) };
      }
      await pause(PROBE_MS, undefined, { signal }).catch(() => undefined);
    }
    return { ok: true, detail: '', heard: null };
  });
}

/** Runs the task while whoever of the station holds the wire pauses, and goes on afterwards. */
async function withWire<Result>(
  resource: string | undefined,
  { running, context, drain }: Pick<TrialContext, 'running' | 'context' | 'drain'>,
  task: () => Promise<Result>,
): Promise<Result> {
  const holder = resource === undefined ? undefined : running.entries.get(context.claims.holderOf(resource) ?? '');
  if (!holder) return task();
  await drain(holder);
  await holder.stop();
  try {
    return await task();
  } finally {
    holder.start();
  }
}

async function hear(scan: Promise<string>, signal: AbortSignal): Promise<TrialResult> {
  const nothing = pause(SCAN_MS, undefined, { signal, ref: false }).catch(() => undefined);
  const text = await Promise.race([scan, nothing]);
  return text ? { ok: true, detail: '', heard: text } : { ok: false, detail: 'timeout', heard: null };
}

function refused({ status }: DeviceEntry): TrialResult {
  return { ok: false, detail: describe(status), problem: status.problem, heard: null, ...(status.remedy ? { remedy: status.remedy } : {}) };
}
