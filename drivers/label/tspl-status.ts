import type { DeviceProblem } from '#contract/device.ts';

/** <ESC>!? (1B 21 3F): asks for one byte of status, answered also in an error (TSPL/TSPL2 programming manual, "Status polling"). */
export const STATUS_QUESTION: Uint8Array = Uint8Array.of(0x1b, 0x21, 0x3f);

/** What the answer says. */
export interface TsplStatus {
  /** A label is being printed, or would be if nobody had pressed PAUSE. */
  readonly busy: boolean;
  readonly problem: DeviceProblem;
}

/** Bits of the answer; the manual lists their sums: 00 normal, 01 head opened, 05 out of paper and head opened, 10 pause, 20 printing, 80 other error. */
export const TSPL_STATUS = {
  headOpen: 0x01,
  jam: 0x02,
  paperOut: 0x04,
  ribbonOut: 0x08,
  paused: 0x10,
  printing: 0x20,
  error: 0x80,
} as const;

/** The worst first: behind an open head nothing else can be trusted. */
const PROBLEMS: readonly (readonly [bit: number, problem: DeviceProblem])[] = [
  [TSPL_STATUS.headOpen, 'cover_open'],
  [TSPL_STATUS.paperOut, 'paper_out'],
  [TSPL_STATUS.ribbonOut, 'ribbon_out'],
  [TSPL_STATUS.jam, 'jam'],
  [TSPL_STATUS.error, 'offline'],
  [TSPL_STATUS.paused, 'paused'],
];

export function readTsplStatus(answer: number): TsplStatus {
  return {
    busy: (answer & (TSPL_STATUS.printing | TSPL_STATUS.paused)) !== 0,
    problem: PROBLEMS.find(([bit]) => (answer & bit) !== 0)?.[1] ?? 'none',
  };
}
