import { expect, test } from 'vitest';
import type { BenchFault } from '#contract/bench.ts';
import type { DrawerOutcome } from '#contract/drawer.ts';
import type { PrintOutcome } from '#contract/device.ts';
import type { FarEndKind } from '../../fakes/far-ends.ts';
import { type Moment, MOMENTS, openFaultBench, STOPS } from './fault-bench.ts';

type Result = PrintOutcome['result'];
type Truth = Readonly<Record<Moment, readonly Result[]>>;

const always = (result: Result): Truth => ({
  before: [result],
  preflight: [result],
  sending: [result],
  middle: [result],
  confirming: [result],
});
/** The wire breaks: before the document nothing left, within it nobody knows. What a network took in the last moment is not known either. */
const BREAKS: Truth = { ...always('unknown'), before: ['failed'], preflight: ['failed'], sending: ['failed', 'unknown'] };
/** Not begun when the printer says so in time; begun, it goes on when the person has helped. */
const STOPPED: Truth = { ...always('printed'), before: ['blocked'], preflight: ['blocked'] };
/** A printer that answered before and does not now: not begun, or not known. */
const MUTE: Truth = { ...always('unknown'), before: ['failed'], preflight: ['failed'] };

/** What becomes of a job by the fault and the moment it strikes. */
const TRUTH: Readonly<Record<Exclude<BenchFault, 'none' | 'jam'>, Truth>> = {
  unplugged: BREAKS,
  disconnected: BREAKS,
  cut_off_midway: always('unknown'),
  paper_near_end: always('printed'),
  paper_out: STOPPED,
  cover_open: STOPPED,
  cutter: STOPPED,
  head_hot: STOPPED,
  never_confirm: always('unknown'),
  stale_confirmation: always('unknown'),
  slow: always('printed'),
  silent: MUTE,
  garbage: MUTE,
};
const FAULTS = Object.keys(TRUTH) as (keyof typeof TRUTH)[];
/** Faults that lose nothing the printer was sent. */
const KEEPING: readonly BenchFault[] = [...STOPS, 'paper_near_end', 'never_confirm', 'stale_confirmation', 'slow', 'silent', 'garbage'];

/** Bytes that `cut_off_midway` lets pass: into the document, or into the question behind it. A slow printer takes this many a second. */
const measure = (fault: BenchFault, moment: Moment): number => (fault === 'slow' ? 10_000 : moment === 'confirming' ? 2 : 60);

/** One job and one fault, then the fault is lifted: what was told, checked against what lies on the paper. */
async function runCell(kind: FarEndKind, modelId: string, fault: keyof typeof TRUTH, moment: Moment): Promise<void> {
  const cell = `${kind} ${modelId} ${fault} ${moment}`;
  const bench = await openFaultBench(kind, modelId);
  try {
    expect(await bench.printAtLast('甲'), cell).toMatchObject({ result: 'printed' });
    let opening: Promise<DrawerOutcome['pulse']> | undefined;
    const printing = bench.print('乙', {
      moment,
      strike() {
        bench.virtual.setFault(fault, measure(fault, moment));
        opening = bench.printer.openDrawer(2);
      },
    });
    const standsStill = bench.phases.until(([phase, problem]) => phase === 'confirming' && problem !== 'none');
    if (STOPS.some((each) => each === fault)) await Promise.race([printing, standsStill]);
    else await printing;
    const [begun, whole] = bench.onPaper('乙');
    bench.virtual.setFault('none');
    const outcome = await printing;
    expect(TRUTH[fault][moment], cell).toContain(outcome.result);
    if (outcome.bytes === 0) expect([begun, whole], cell).toEqual([0, 0]);
    const last = outcome.bytes === 0 ? await bench.printAtLast('乙') : outcome;
    if (last.result === 'printed') expect(bench.onPaper('乙'), cell).toEqual([1, 1]);
    expect(bench.onPaper('乙')[0], cell).toBeLessThanOrEqual(1);
    expect(await bench.printAtLast('丙'), cell).toMatchObject({ result: 'printed' });
    expect(bench.onPaper('丙'), cell).toEqual([1, 1]);
    expect(bench.onPaper('甲'), cell).toEqual([1, 1]);
    const pulse = (await opening) ?? 'failed';
    const { drawerPulses } = bench.virtual.view;
    expect(drawerPulses, cell).toBeLessThanOrEqual(pulse === 'failed' ? 0 : 1);
    if (KEEPING.includes(fault)) expect([pulse, drawerPulses], cell).toEqual(['sent', 1]);
  } finally {
    await bench.close();
  }
}

test.each(FAULTS)(
  '%s, whenever it strikes: the job ends in what the paper shows, nothing is doubled or lost, and the next job goes through',
  async (fault) => {
    const cells = ['generic-80', 'epson-tm-t20iii'].flatMap((modelId) =>
      MOMENTS.map((moment) => runCell('memory', modelId, fault, moment)),
    );
    await Promise.all(cells);
  },
);

test.each(FAULTS)('%s over TCP: the same', async (fault) => {
  const cells = ['generic-80', 'epson-tm-t20iii'].flatMap((modelId) => MOMENTS.map((moment) => runCell('tcp', modelId, fault, moment)));
  await Promise.all(cells);
});

test.each(FAULTS)('%s over a serial port: the same', async (fault) => {
  await Promise.all(MOMENTS.map((moment) => runCell('pty', 'generic-80', fault, moment)));
});
