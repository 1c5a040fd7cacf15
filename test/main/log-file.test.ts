import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openLogFile } from '#main/log-file.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-log-'));
});

function linesOf(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

describe('the log file', () => {
  test('has one JSON object a line, readable at once', () => {
    const log = openLogFile(dataDir, undefined, () => Date.UTC(2026, 10, 22, 1, 2, 3));
    log.info('station.started', { terminal: '01' });
    expect(linesOf(log.file)).toEqual([{ at: '2026-11-22T01:02:03.000Z', level: 'info', event: 'station.started', terminal: '01' }]);
    log.close();
  });

  test('tells of an error its code and its cause', () => {
    const log = openLogFile(dataDir);
    const cause = Object.assign(new Error('disk'), { code: 'ENOSPC' });
    log.error('ledger.commit', new Error('not saved', { cause }));
    expect(linesOf(log.file)).toMatchObject([
      { level: 'error', error: { message: 'not saved', cause: { message: 'disk', code: 'ENOSPC' } } },
    ]);
    log.close();
  });

  test('takes whatever was thrown', () => {
    const log = openLogFile(dataDir);
    log.error('odd', 'a text');
    log.error('odd', undefined);
    expect(linesOf(log.file)).toMatchObject([{ error: 'a text' }, { error: 'undefined' }]);
    log.close();
  });

  test('never has a line break inside a line', () => {
    const log = openLogFile(dataDir);
    log.info('odd', { name: 'a\nb\u2028c' });
    expect(linesOf(log.file)).toMatchObject([{ name: 'a\nb\u2028c' }]);
    log.close();
  });

  test('cuts an overlong line', () => {
    const log = openLogFile(dataDir);
    log.info('long', { text: 'x'.repeat(100_000) });
    expect(readFileSync(log.file).length).toBeLessThan(9_000);
    expect(linesOf(log.file)).toMatchObject([{ event: 'long' }]);
    log.close();
  });

  test('starts a new file when one is full and keeps the newest few', () => {
    const log = openLogFile(dataDir, { fileBytes: 300, files: 3 });
    for (let index = 0; index < 50; index += 1) log.info('tick', { index });
    expect(readdirSync(join(dataDir, 'logs')).toSorted()).toEqual(['guitai.log', 'guitai.log.1', 'guitai.log.2']);
    expect(linesOf(log.file).at(-1)).toMatchObject({ index: 49 });
    log.close();
  });

  test('goes on after a restart where it was', () => {
    const first = openLogFile(dataDir);
    first.info('one');
    first.close();
    const second = openLogFile(dataDir);
    second.info('two');
    expect(linesOf(second.file)).toMatchObject([{ event: 'one' }, { event: 'two' }]);
    second.close();
  });

  test('never stops anybody when it can no longer be written', () => {
    const log = openLogFile(dataDir);
    log.close();
    expect(() => log.info('lost')).not.toThrow();
  });
});
