import { expect, test } from 'vitest';
import { createLineDisplay } from '#drivers/display/line-display.ts';
import { createSerialTransport } from '#drivers/transport/serial.ts';
import { createPoleDecoder } from '#drivers/virtual/pole-decode.ts';
import { openPseudoTerminal } from '../../fakes/pseudo-terminal.ts';

test('an LED8N on a real tty: init, item, total, paid, change and a drawer, byte for byte', async () => {
  const tty = await openPseudoTerminal();
  const display = createLineDisplay({
    id: 'pole',
    dialect: { protocol: 'led8', lampOrder: 'after', lampCommand: 'esc-s', brightness: 4 },
    idleTexts: [],
    shopName: '',
    transport: createSerialTransport({ path: tty.path, baudRate: 2400 }),
    onChange() {},
  });
  const sent = (text: string) => tty.until((bytes) => bytes.toString('latin1').endsWith(text));
  try {
    display.start();
    await sent('\x1b@\x1fX\x04');
    display.show({ show: 'item', text: '奶粉', priceMinor: 29_800, quantityMilli: 1000, totalMinor: 29_800 });
    await sent('\x1bQA298.00\r\x1bs1');
    display.show({ show: 'pay', totalMinor: 29_800 });
    await sent('\x1bQA298.00\r\x1bs2');
    display.show({ show: 'paid', totalMinor: 29_800, tenderedMinor: 30_000, changeMinor: 200 });
    await sent('\x1bQA300.00\r\x1bs3');
    expect(await display.openDrawer()).toBe('sent');
    const bytes = await sent('\x1bQA2.00\r\x1bs4');
    expect(bytes.toString('latin1')).toContain('\x02M');
    const pole = createPoleDecoder('led8');
    pole.push(bytes);
    expect(pole.image).toEqual({ lines: ['     2.00'], lamp: 'change', brightness: 4 });
  } finally {
    await display.stop();
    await tty.close();
  }
});
