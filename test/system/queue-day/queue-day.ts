import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createListeningBoard, speechProblems } from './boards.ts';
import { checkBook } from './book.ts';
import { startMortalStation, type MortalStation } from './mortal-station.ts';
import { openBoardPage, pressKeysAt, tapTickets, type PictureBoard } from './pages.ts';
import { visitKiosk, workAt } from './people.ts';
import { COUNTER_IDS, setUpQueue } from './shop.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { connectTill } from '../till-client.ts';
import { createRandom } from '../torture/random.ts';
import { saveSettings } from '#main/settings-file.ts';
import { Settings } from '#main/settings.ts';

const KIOSKS = 3;
const BOARDS = 2;
const SETTINGS = Settings.parse({
  store: { code: 'S001', name: '小满母婴 望京店' },
  terminal: '01',
  devices: { printers: [{ id: 'tickets', model: 'generic-80', transport: { type: 'virtual' } }] },
  roles: { ticketPrinter: 'tickets' },
});

export interface DayOptions {
  readonly seed: number;
  readonly tickets: number;
  /** SIGKILLs of the station, spread over the day. */
  readonly kills: number;
  /** With it one kiosk, one caller and one board are real pages. */
  readonly browser?: Browser;
}

/** What the people of a day share. */
export interface Day {
  readonly random: () => number;
  /** Numbers that kiosks told their customers. */
  readonly told: string[];
  /** Whether one more customer comes; that one is yours. */
  comesAnother(): boolean;
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
  /** Papers of which nobody knows whether they came out, because the station died over them. */
  readonly unknownPapers: number;
  readonly recoveriesMs: readonly number[];
  readonly tookMs: number;
}

/** A day of the queue-calling station over real sockets: three kiosks, four callers, two boards, and a station that is killed again and again. */
export async function liveQueueDay(options: DayOptions): Promise<DayOutcome> {
  const startedMs = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-day-'));
  saveSettings(dataDir, SETTINGS);
  const station = await startMortalStation(dataDir);
  try {
    const lived = await liveAt(station, options);
    await station.stop();
    const { problems, ...book } = checkBook(join(dataDir, 'ledger.db'), lived);
    const said = lived.boards.flatMap((board) => board.said);
    return {
      problems: [...problems, ...lived.problems, ...lived.boards.flatMap((board) => speechProblems(board.said))],
      tickets: lived.told.length,
      said: said.length,
      recoveriesMs: lived.recoveriesMs,
      tookMs: performance.now() - startedMs,
      ...book,
    };
  } finally {
    await station.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What the people and screens of a day know of it. */
export interface LivedDay {
  readonly told: readonly string[];
  readonly boards: readonly Pick<ReturnType<typeof createListeningBoard>, 'heard' | 'said'>[];
  readonly recoveriesMs: readonly number[];
  readonly problems: readonly string[];
}

async function liveAt(station: MortalStation, options: DayOptions): Promise<LivedDay> {
  const { browser } = options;
  const terminals: Terminal[] = [];
  const open = (screen: 'kiosk' | 'caller' | 'board'): Terminal => {
    const terminal = createTerminal(station, screen);
    terminals.push(terminal);
    return terminal;
  };
  await prepare(station);
  const killer = createKiller(station, options);
  let closed = false;
  let [come, comers] = [0, KIOSKS];
  const day: Day = {
    random: createRandom(options.seed),
    told: [],
    comesAnother: () => (come += 1) <= options.tickets,
    acted: killer.acted,
    closing: () => comers === 0,
  };
  const picture = browser && (await openBoardPage(browser, station));
  const boards = Array.from({ length: BOARDS }, () => createListeningBoard(open('board'), () => closed));
  const listening = boards.map((board) => board.listen());
  const kiosks = Array.from({ length: KIOSKS }, async (_, kiosk) => {
    await (browser && kiosk === 0 ? tapTickets(day, browser, station) : visitKiosk(day, open('kiosk')));
    comers -= 1;
  });
  const counters = COUNTER_IDS.map((counterId) =>
    browser && counterId === 4 ? pressKeysAt(day, browser, station, open('caller'), counterId) : workAt(day, open('caller'), counterId),
  );
  await Promise.all([...kiosks, ...counters]);
  const recoveriesMs = await killer.settled();
  closed = true;
  const lastNumber = await closeShop(station);
  await Promise.all(listening);
  for (const terminal of terminals) terminal.close();
  return { told: day.told, boards, recoveriesMs, problems: picture ? await pictureProblems(picture, lastNumber) : [] };
}

async function prepare({ url }: MortalStation): Promise<void> {
  const [till, caller] = [await connectTill(url), await connectTill(url, 'caller')];
  await setUpQueue(till, caller);
  till.close();
  caller.close();
}

/** Every paper is out, and something changes that everybody hears of: who waits for news sees that the shop is closed. Resolves with the last number called. */
async function closeShop({ url }: MortalStation): Promise<string> {
  const till = await connectTill(url);
  await till.until('printing', ({ waiting }) => waiting === 0);
  await till.ask('counter.close', { counterId: 1 });
  const { calls } = await till.until('queue', () => true);
  till.close();
  return calls[0]?.number ?? '';
}

async function pictureProblems(board: PictureBoard, lastNumber: string): Promise<readonly string[]> {
  const shown = await board.showing(lastNumber);
  const said = await board.said();
  return [
    ...speechProblems(said),
    ...(shown.length > 1 ? [] : ['the board in the browser shows no recent calls']),
    ...(said.length > 0 ? [] : ['the board in the browser said nothing']),
  ];
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
