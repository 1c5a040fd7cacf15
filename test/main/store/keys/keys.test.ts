import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, shop, type ShopAtWork } from '../shop-fixture.ts';
import { journalOf } from '../journal-of.ts';
import { buildKeysPaper } from '#main/store/keys/keys-paper.ts';

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

const scan = (text: string, source: 'scanner' | 'wedge' = 'wedge'): Promise<unknown> => work.ask('basket.scan', { text, source });

describe('a function barcode', () => {
  test('changes nothing in the shop and is told to the till that scanned it, in every phase', async () => {
    const outcome = { kind: 'command', asked: { command: 'pay' } };
    expect(await scan('GT:PAY')).toMatchObject(outcome);
    await scan('6973012450313');
    await work.ask('tender.begin', {});
    expect(await scan(']C0GT:OK')).toMatchObject({ kind: 'command', asked: { command: 'enter' } });
    expect(work.topic('basket')).toMatchObject({ phase: 'tendering', totalMinor: 12_900 });
  });

  test('that this program does not have is refused', async () => {
    expect(await scan('GT:EXPLODE')).toMatchObject({ kind: 'refused', error: { code: 'command_unknown' } });
  });

  test('of a scanner wired to the station is for one till, however many hear it', async () => {
    const { id } = (await scan('GT:REMOVE', 'scanner')) as { id: string };
    expect(await work.ask('basket.takeCommand', { id })).toEqual({ yours: true });
    expect(await work.ask('basket.takeCommand', { id })).toEqual({ yours: false });
    const own = (await scan('GT:REMOVE')) as { id: string };
    expect(await work.ask('basket.takeCommand', { id: own.id })).toEqual({ yours: false });
  });
});

test('the key card prints the keys as the shop has them, the other sheet the barcodes', async () => {
  await work.ask('keys.print', { sheet: 'keys', keys: { pay: 'End' } });
  await work.ask('keys.print', { sheet: 'codes', keys: {} });
  const [card, codes] = journalOf(work, 'keys.printed').map((entry) => buildKeysPaper(entry, shop, 0));
  expect(card?.title).toBe('按键卡');
  expect(card?.blocks).toContainEqual({ type: 'table', cells: [{ text: 'End', columns: 10 }, { text: '收款' }] });
  expect(card?.blocks).toContainEqual({ type: 'table', cells: [{ text: 'Left -', columns: 10 }, { text: '少一件' }] });
  expect(codes?.blocks).toContainEqual({ type: 'barcode', symbology: 'CODE128', data: 'GT:PAY', heightDots: 56 });
  expect(codes?.blocks).toContainEqual({ type: 'barcode', symbology: 'CODE128', data: 'GT:X12', heightDots: 56 });
});
