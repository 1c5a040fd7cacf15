import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type ShopAtWork } from '../store/shop-fixture.ts';
import { run } from '#main/cli/members-import.ts';
import { Settings } from '#main/settings.ts';
import { saveSettings } from '#main/settings-file.ts';

let work: ShopAtWork;
let dataDir: string;

beforeEach(async () => {
  work = await openShop();
  dataDir = dirname(work.ledgerFile);
  saveSettings(dataDir, Settings.parse({ store: { code: 'S001', name: '小满母婴' }, terminal: '01' }));
});
afterEach(() => work.close());

async function call(...words: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const code = await run({ dataDir, arguments: words, print: (line) => void lines.push(line) });
  return { code, text: lines.join('\n') };
}

test('a list of members is taken in while the station is stopped, bad rows are listed, wrong lines are explained', async () => {
  const file = join(dataDir, 'members.csv');
  writeFileSync(file, 'name,code,phone\n林晓雯,M100027,13812346027\n王芳,123,\n');
  await work.reopen(async () => {
    const { code, text } = await call(file);
    expect(code).toBe(1);
    expect(text).toContain('第 3 行 line 3: code 应为');
    expect(text).toContain('2 行 rows · 新增 added 1 · 更新 updated 0 · 不变 unchanged 0 · 未导入 refused 1');
    expect((await call(file, '--existing', 'often')).code).toBe(2);
    expect((await call(join(dataDir, 'nowhere.csv'))).code).toBe(2);
  });
  expect((await work.ask('member.find', { text: 'M100027' })).member?.name).toBe('林晓雯');
});
