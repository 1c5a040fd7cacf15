import { mkdirSync, mkdtempSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import type { MediaPlaylist } from '#contract/media.ts';
import { createMedia, type Media } from '#main/media/media.ts';
import { byteRange } from '#main/media/range.ts';
import { isDue } from '#main/media/schedule.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
const PNG = Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1');
const MP4 = Buffer.from('\0\0\0\x18ftypisom', 'latin1');

let folder: string;
let media: Media;
let moment: { date: string; time: string };
const published: MediaPlaylist[] = [];

beforeEach(() => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-media-'));
  folder = join(dataDir, 'media');
  moment = { date: '2026-11-26', time: '10:30:00' };
  published.length = 0;
  media = createMedia({
    dataDir,
    now: () => moment,
    publish: (name, value) => void (name === 'media' && published.push(value as MediaPlaylist)),
    log: createMemoryLog(),
  });
});

function put(files: Readonly<Record<string, Buffer | string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, body] of Object.entries(files)) writeFileSync(join(folder, name), body);
}
const last = (): MediaPlaylist | undefined => published.at(-1);
/** The files that are due, by name. */
const due = (): readonly (string | undefined)[] => last()?.items.map(({ id }) => media.find(id)?.path.split('/').at(-1)) ?? [];

describe('the folder of the shop', () => {
  test('one that is not there is an empty playlist, published once', async () => {
    await media.look();
    await media.look();
    expect(published).toEqual([{ items: [], problems: [] }]);
  });

  test('is shown by name, eight seconds a picture, on the customer screen and the boards', async () => {
    put({ 'b.png': PNG, 'a.jpg': JPEG, 'c.mp4': MP4 });
    await media.look();
    expect(due()).toEqual(['a.jpg', 'b.png', 'c.mp4']);
    expect(last()?.items.map(({ kind, seconds, screens }) => [kind, seconds, screens.join('+')])).toEqual([
      ['image', 8, 'customer+board'],
      ['image', 8, 'customer+board'],
      ['video', 8, 'customer+board'],
    ]);
  });

  test('a file is what its first bytes say; pages, folders, links and hidden files are not shown', async () => {
    put({ 'page.jpg': '<html><script>alert(1)</script>', 'picture.txt': JPEG, '.hidden.jpg': JPEG });
    mkdirSync(join(folder, 'more'));
    symlinkSync('/etc/passwd', join(folder, 'passwd.jpg'));
    await media.look();
    expect(due()).toEqual(['picture.txt']);
    expect(last()?.problems).toEqual([{ file: 'page.jpg', problem: 'type' }]);
  });

  test('a new file is seen at the next look, and a changed one has another id', async () => {
    put({ 'a.jpg': JPEG });
    await media.look();
    const before = last()?.items[0]?.id ?? '';
    utimesSync(join(folder, 'a.jpg'), 1_700_000_000, 1_700_000_000);
    put({ 'b.jpg': JPEG });
    await media.look();
    expect(due()).toEqual(['a.jpg', 'b.jpg']);
    expect(last()?.items[0]?.id).not.toBe(before);
    expect(media.find(before)).toBeUndefined();
  });
});

describe('playlist.json', () => {
  test('says what is shown when, where and how long', async () => {
    put({
      'a.jpg': JPEG,
      'b.jpg': JPEG,
      'playlist.json': JSON.stringify({
        items: [{ file: 'b.jpg', seconds: 20, screens: ['board'] }, { file: 'a.jpg', from: '14:00', until: '18:00' }, { file: 'c.jpg' }],
      }),
    });
    await media.look();
    expect(due()).toEqual(['b.jpg']);
    expect(last()).toMatchObject({
      items: [{ seconds: 20, screens: ['board'] }],
      problems: [{ file: 'c.jpg', problem: 'missing' }],
    });
    moment = { date: '2026-11-26', time: '14:00:00' };
    await media.look();
    expect(due()).toEqual(['b.jpg', 'a.jpg']);
  });

  test.each(['{', '[]', '{"items":[{"file":"a.jpg","seconds":0}]}', '{"items":[{"file":"a.jpg","when":"now"}]}'])(
    'one that cannot be read shows nothing and says so: %s',
    async (text) => {
      put({ 'a.jpg': JPEG, 'playlist.json': text });
      await media.look();
      expect(last()).toEqual({ items: [], problems: [{ file: 'playlist.json', problem: 'playlist' }] });
    },
  );

  test('names nothing outside the folder', async () => {
    put({ 'playlist.json': JSON.stringify({ items: [{ file: '../settings.json' }, { file: '/etc/passwd' }, { file: 'playlist.json' }] }) });
    await media.look();
    expect(last()?.items).toEqual([]);
    expect(last()?.problems.map(({ problem }) => problem)).toEqual(['missing', 'missing', 'missing']);
  });

  // 2026-11-26 is a Thursday.
  test.each([
    [{}, '2026-11-26', '00:00:00', true],
    [{ weekdays: [4] }, '2026-11-26', '12:00:00', true],
    [{ weekdays: [1, 2, 3, 5, 6, 7] }, '2026-11-26', '12:00:00', false],
    [{ weekdays: [7] }, '2026-11-29', '12:00:00', true],
    [{ from: '09:00', until: '18:00' }, '2026-11-26', '18:00:00', false],
    [{ from: '09:00', until: '18:00' }, '2026-11-26', '17:59:59', true],
    [{ from: '22:00', until: '02:00' }, '2026-11-26', '23:00:00', true],
    [{ from: '22:00', until: '02:00' }, '2026-11-26', '01:59:00', true],
    [{ from: '22:00', until: '02:00' }, '2026-11-26', '12:00:00', false],
    [{ until: '24:00' }, '2026-11-26', '23:59:59', true],
    [{ fromDate: '2026-11-26', untilDate: '2026-11-26' }, '2026-11-26', '12:00:00', true],
    [{ fromDate: '2026-11-27' }, '2026-11-26', '12:00:00', false],
    [{ untilDate: '2026-11-25' }, '2026-11-26', '12:00:00', false],
  ])('%j at %s %s: %s', (row, date, time, expected) => {
    expect(isDue(row, { date, time })).toBe(expected);
  });
});

test.each([
  [undefined, undefined],
  ['bytes=0-', { start: 0, end: 9 }],
  ['bytes=4-6', { start: 4, end: 6 }],
  ['bytes=4-99', { start: 4, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=6-4', undefined],
  ['bytes=0-1,4-5', undefined],
  ['bytes=-', undefined],
  ['lines=0-1', undefined],
  ['bytes=9999999999999999-', undefined],
] as const)('of ten bytes, %s is %j', (header, expected) => {
  expect(byteRange(header, 10)).toEqual(expected);
});
