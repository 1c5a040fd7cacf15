import { parseArgs } from 'node:util';
import { launchBrowser } from '../../browser.ts';
import { liveQueueDay } from './queue-day.ts';

// npm run queue-day [-- --tickets N --kills N --seed S --pages]: a whole day of the queue-calling station, and what it must not have. With --pages
// one kiosk, one caller and one board are real pages in a browser.

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '600' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    pages: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const browser = values.pages ? await launchBrowser(['--autoplay-policy=no-user-gesture-required']) : undefined;
const outcome = await liveQueueDay({
  seed: Number(values.seed),
  tickets: Number(values.tickets),
  kills: Number(values.kills),
  ...(browser ? { browser } : {}),
});
await browser?.close();
for (const problem of outcome.problems) say(problem);
const recoveries = outcome.recoveriesMs.toSorted((one, other) => one - other).map((ms) => Math.round(ms));
say(`${outcome.tickets} tickets, ${outcome.calls} calls, ${outcome.said} announcements in ${(outcome.tookMs / 1000).toFixed(1)} s`);
say(
  `${recoveries.length} kills, back after ${recoveries[Math.floor(recoveries.length / 2)] ?? '–'} ms (most ${recoveries.at(-1) ?? '–'} ms), ${outcome.unknownPapers} papers a person must look for`,
);
say(`${outcome.problems.length} problems`);
process.exitCode = outcome.problems.length === 0 ? 0 : 1;
