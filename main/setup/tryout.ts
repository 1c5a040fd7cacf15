import { GuitaiError } from '#contract/error.ts';
import type { DeviceDraft, Trial } from '#contract/setup.ts';
import type { DevicePlan } from '../devices/device-set.ts';
import type { Trials, TrialResult } from '../devices/trial.ts';
import type { Log } from '../log.ts';
import { draftCandidate, draftWire } from './device-draft.ts';

/** The last trial of a device that is not saved, as the screens see it. */
export interface Tryout {
  readonly view: Trial | null;
  /** Checks the draft and has it journaled, then begins. Throws GuitaiError, `setup_busy` while another trial runs. */
  begin(draft: DeviceDraft, probeRates: boolean, journal: () => Promise<unknown>): Promise<void>;
  stop(): void;
}

export interface TryoutOptions {
  readonly devices: Pick<Trials, 'tryDevice' | 'probeRates'>;
  plan(): DevicePlan;
  readonly log: Log;
  onChange(): void;
}

export function createTryout({ devices, plan, log, onChange }: TryoutOptions): Tryout {
  let trial: Trial | null = null;
  let trying = new AbortController();

  const show = (next: Trial): void => {
    trial = next;
    onChange();
  };
  const refuseWhileTrying = (): void => {
    if (trial?.state === 'running') throw new GuitaiError('setup_busy');
  };

  function workOf(draft: DeviceDraft, probeRates: boolean): (signal: AbortSignal) => Promise<TrialResult> {
    if (!probeRates) {
      const candidate = draftCandidate(draft, plan());
      return (signal) => devices.tryDevice(candidate, signal);
    }
    const wire = draftWire(draft, plan());
    return (signal) => devices.probeRates(wire, signal, (baudRate) => trial && show({ ...trial, detail: String(baudRate) }));
  }

  async function run(started: Trial, work: ReturnType<typeof workOf>): Promise<void> {
    trying = new AbortController();
    show(started);
    try {
      const result = await work(trying.signal);
      show({ ...started, ...result, detail: result.detail.slice(0, 200), state: 'done' });
    } catch (error) {
      log.error('setup.trial', error, { device: started.deviceId });
      show({ ...started, state: 'done', detail: 'internal' });
    }
  }

  return {
    get view() {
      return trial;
    },
    async begin(draft, probeRates, journal) {
      const work = workOf(draft, probeRates);
      refuseWhileTrying();
      await journal();
      refuseWhileTrying();
      const { kind, device } = draft;
      const beginning = { state: 'running', ok: false, detail: '', problem: 'none', heard: null } as const;
      void run({ number: (trial?.number ?? 0) + 1, kind, deviceId: device.id, ...beginning }, work);
    },
    stop: () => trying.abort(),
  };
}
