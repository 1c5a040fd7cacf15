import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createListeningBoard, speechProblems } from './boards.ts';
import { isSame, readQueueFile, replayQueue } from './journal.ts';
import { startMortalStation, type MortalStation } from './mortal-station.ts';
import { visitKiosk, workAt, type ToldTicket } from './people.ts';
import { COUNTER_IDS, setUpQueue } from './shop.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { connectTill } from '../till-client.ts';
import { createRandom } from '../torture/random.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

const KIOSKS = 3;
const BOARDS = 2;

export interface DayOptions {
  readonly seed: number;
  readonly tickets: number;
  /** SIGKILLs of the station, spread over the day. */
  readonly kills: number;
}

/** What the people of a day share. */
export interface Day {
  readonly random: () => number;
  /** Tickets that kiosks told their customers. */
  readonly told: ToldTicket[];
  /** A ticket was taken or dealt with: the day goes on. */
  acted(): void;
  /** Nobody comes any more. */
  closing(): boolean;
}

/** What became of a day; `problems` is what it must not have. */
export interface DayOutcome {
  readonly problems: readonly string[];
  readonly tickets: number;
  readonly calls: number;
  readonly said: number;
  readonly kills: number;
  readonly recoveriesMs: readonly number[];
  readonly tookMs: number;
}

/** A day of the queue-calling station over real sockets: three kiosks, four callers, two boards, and a station that is killed again and again. */
export async function liveQueueDay(options: DayOptions): Promise<DayOutcome> {
  const startedMs = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-day-'));
  const station = await startMortalStation(dataDir);
  const terminals: Terminal[] = [];
  const open = (screen: 'kiosk' | 'caller' | 'board'): Terminal => {
    const terminal = createTerminal(station, screen);
    terminals.push(terminal);
    return terminal;
  };
  try {
    await prepare(station);
    const killer = createKiller(station, options);
    let closed = false;
    let comers = KIOSKS;
    const day: Day = { random: createRandom(options.seed), told: [], acted: killer.acted, closing: () => comers === 0 };
    const boards = Array.from({ length: BOARDS }, () => createListeningBoard(open('board'), () => closed));
    const listening = boards.map((board) => board.listen());
    const kiosks = Array.from({ length: KIOSKS }, async (_, kiosk) => {
      const share = Math.floor(options.tickets / KIOSKS) + (kiosk < options.tickets % KIOSKS ? 1 : 0);
      await visitKiosk(day, open('kiosk'), share);
      comers -= 1;
    });
    await Promise.all([...kiosks, ...COUNTER_IDS.map((counterId) => workAt(day, open('caller'), counterId))]);
    const recoveriesMs = await killer.settled();
    closed = true;
    await touch(station);
    await Promise.all(listening);
    for (const terminal of terminals) terminal.close();
    await station.stop();
    const book = checkBook(join(dataDir, 'ledger.db'), day.told, new Set(boards.flatMap(({ heard }) => [...heard])));
    const said = boards.flatMap((board) => board.said);
    return {
      problems: [...book.problems, ...boards.flatMap((board) => speechProblems(board.said))],
      tickets: day.told.length,
      calls: book.calls,
      said: said.length,
      kills: recoveriesMs.length,
      recoveriesMs,
      tookMs: performance.now() - startedMs,
    };
  } finally {
    for (const terminal of terminals) terminal.close();
    await station.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function prepare({ url }: MortalStation): Promise<void> {
  const [till, caller] = [await connectTill(url), await connectTill(url, 'caller')];
  await setUpQueue(till, caller);
  till.close();
  caller.close();
}

/** Something changes that everybody hears of: who waits for news sees that the shop is closed. */
async function touch({ url }: MortalStation): Promise<void> {
  const caller = await connectTill(url, 'caller');
  await caller.ask('counter.close', { counterId: 1 });
  caller.close();
}

/** Kills the station whenever another share of the day is over, in the middle of whatever happens then. */
function createKiller(station: MortalStation, { tickets, kills }: DayOptions): { acted(): void; settled(): Promise<readonly number[]> } {
  // Every ticket is taken and at least called once.
  const every = Math.floor((tickets * 2) / (kills + 1));
  const recoveriesMs: number[] = [];
  let acts = 0;
  let killing = Promise.resolve();
  return {
    acted() {
      acts += 1;
      if (kills === 0 || acts % every !== 0 || acts / every > kills) return;
      killing = killing.then(async () => void recoveriesMs.push(await station.killAndRestart()));
    },
    settled: async () => (await killing, recoveriesMs),
  };
}

function checkBook(
  file: string,
  told: readonly ToldTicket[],
  heard: ReadonlySet<number>,
): { readonly problems: readonly string[]; readonly calls: number } {
  const { entries, rows, visits } = readQueueFile(file);
  const { tickets, calls, visits: replayedVisits, problems } = replayQueue(entries);
  const { finding } = verifyLedger(file);
  return {
    calls: calls.length,
    problems: [
      ...problems,
      ...(finding ? [`the ledger does not verify: ${finding.problem} at ${finding.seq}`] : []),
      ...told.flatMap(({ ticketId, number }) => (tickets.get(ticketId)?.code === number ? [] : [`${number} was told and is not there`])),
      ...(tickets.size === told.length ? [] : [`${tickets.size} tickets, ${told.length} were told`]),
      ...(rows.length === tickets.size ? [] : [`${rows.length} rows, ${tickets.size} tickets`]),
      ...rows.flatMap((row) => (isSame(row, tickets.get(row.ticketId)) ? [] : [`${row.code} is not as its journal has it`])),
      ...(visits === replayedVisits ? [] : [`${visits} visits, ${replayedVisits} in the journal`]),
      ...calls.flatMap((callId) => (heard.has(callId) ? [] : [`call ${callId} was on no board`])),
    ],
  };
}
