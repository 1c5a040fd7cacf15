import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTill } from '../till-client.ts';
import { openStationUnderAttack, type StationUnderAttack } from './station-under-attack.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';

const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;
const PAYMENT_CODES = ['134567890123456789', '287654321098765432', '301234567890123456789012'];

let attacked: StationUnderAttack;
beforeAll(async () => {
  attacked = await openStationUnderAttack();
});
afterAll(() => attacked.remove());

const signInOf = ({ code, pin }: { code: string; pin: string }) => ({ code, pin });

async function codeOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'done';
  } catch (error) {
    return error instanceof GuitaiError ? error.code : String(error);
  }
}

test(
  'after a whole day with people, guessed PINs and payment codes in every field, neither PIN nor code stands on the disk or in the output',
  {
    timeout: 60_000,
  },
  async () => {
    const { till, station, dataDir, paper } = attacked;
    await till.until('devices', (devices) => devices.every(({ state }) => state === 'ready'));
    await till.ask('staff.save', LIN);
    await till.ask('staff.signIn', signInOf(LIN));
    await till.ask('staff.save', ZHOU);

    // At a locked till and without the right nobody lets another screen in, and no test opens the drawer.
    const bench = await connectTill(station.url, 'bench');
    for (const enter of [() => till.ask('staff.lock', {}), () => till.ask('staff.signIn', signInOf(ZHOU))]) {
      await enter();
      const refusal = till.topic('operator')?.state === 'locked' ? 'till_locked' : 'right_missing';
      expect(await codeOf(till.ask('pairing.createCode', { role: 'till' }))).toBe(refusal);
      expect(await codeOf(till.ask('device.test', { deviceId: 'drawer' }))).toBe(refusal);
      expect(await codeOf(bench.ask('device.test', { deviceId: 'drawer' }))).toBe(refusal);
    }
    expect(paper.bytes().includes(Buffer.from([0x1b, 0x70]))).toBe(false);

    const bag = await till.ask('catalog.quickAdd', { barcode: 'BAG-M', name: '购物袋 中号', priceMinor: 50 });
    await till.ask('basket.add', { productId: bag.id });
    for (const text of PAYMENT_CODES) {
      for (const source of ['scanner', 'wedge', 'typed'] as const) await codeOf(till.ask('basket.scan', { text, source }));
      await codeOf(till.ask('catalog.search', { query: text, limit: 10 }));
      await codeOf(till.ask('sale.list', { query: text, limit: 10 }));
      await codeOf(till.ask('label.find', { text, source: 'wedge' }));
      await codeOf(till.ask('staff.signIn', { code: '12', pin: text }));
      // Whatever field has the cursor when the customer's phone is scanned: what would be kept is refused in the words of the scan field.
      const fields = [
        till.ask('catalog.quickAdd', { barcode: text, name: '不知道', priceMinor: 100 }),
        till.ask('catalog.quickAdd', { barcode: '6901234567892', name: text, priceMinor: 100 }),
        till.ask('basket.note', { lineId: 1, note: text }),
        till.ask('staff.override', { ...signInOf(LIN), requestId: newRequestId(), right: 'drawer.open', reason: text }),
        till.ask('drawer.open', { reason: text }),
        till.ask('cash.move', { kind: 'paid_in', amountMinor: 100, reason: text }),
      ];
      expect(await Promise.all(fields.map(codeOf))).toEqual(Array.from(fields, () => 'payment_code'));
    }
    await till.ask('shift.open', { count: [] });
    const basket = till.topic('basket')!;
    const payment = { basketId: basket.basketId, basketRevision: basket.revision };
    expect(await codeOf(till.ask('sale.complete', { ...payment, tenders: [{ kind: 'cash', amountMinor: 100 }] }))).toBe('done');

    // Three tills guess at once: together they have no more tries than one.
    const others = await Promise.all([connectTill(station.url), connectTill(station.url)]);
    const guesses = [till, ...others, till].flatMap((each, place) =>
      Array.from({ length: 10 }, (_, index) => codeOf(each.ask('staff.signIn', { code: '1', pin: String(500_000 + place * 10 + index) }))),
    );
    const codes = await Promise.all(guesses);
    expect(codes.filter((code) => code === 'pin_wrong')).toHaveLength(4);
    expect(codes.filter((code) => code === 'pin_locked')).toHaveLength(36);
    expect(await codeOf(till.ask('staff.signIn', signInOf(LIN)))).toBe('pin_locked');

    for (const client of [bench, ...others]) client.close();
    await attacked.stop();
    const everything = [
      station.output(),
      paper.bytes().toString('latin1'),
      ...readdirSync(dataDir, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')),
    ].join('\n');
    expect(everything.includes('BAG-M')).toBe(true);
    expect([LIN.pin, ZHOU.pin, ...PAYMENT_CODES].filter((secret) => everything.includes(secret))).toEqual([]);
  },
);
