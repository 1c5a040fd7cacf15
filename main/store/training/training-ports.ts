import type { Ports } from '../ports.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';

const MARK: readonly PrintBlock[] = [
  { type: 'text', text: '培训 TRAINING', style: { align: 'center', bold: true, widthTimes: 2, heightTimes: 2 } },
  { type: 'text', text: '不是收据，没有收款', style: { align: 'center' } },
  { type: 'text', text: 'Not a receipt, nothing was paid', style: { align: 'center' } },
  { type: 'rule' },
];

/** The outside world as a training sees it: paper says 培训, no drawer opens, no label leaves. The scale weighs as ever. */
export function trainingPorts(ports: Ports): Ports {
  return {
    ...ports,
    print: (job) => ports.print({ ...job, document: markTraining(job.document) }),
    printSample: (document) => ports.printSample(markTraining(document)),
    printLabel: () => Promise.resolve({ result: 'failed', problem: 'offline', bytes: 0 }),
    openDrawer: () => Promise.resolve({ pulse: 'none', position: 'unknown' }),
  };
}

/** Says 培训 on the head of a document and once more at its end, however it is torn. Pure. */
export function markTraining(document: PrintDocument): PrintDocument {
  const { blocks } = document;
  const end = blocks.findLastIndex(({ type }) => type !== 'cut' && type !== 'feed') + 1;
  return {
    title: `培训 ${document.title}`.slice(0, 100),
    blocks: [...MARK, ...blocks.slice(0, end), ...MARK.toReversed(), ...blocks.slice(end)],
  };
}
