import { afterEach, expect, test } from 'vitest';
import { createCd5220 } from '#drivers/display/cd5220.ts';
import { signTimeline, type CounterSign } from '#drivers/display/counter-sign.ts';
import { createLed8 } from '#drivers/display/led8.ts';
import { createLineDisplay, type LineDisplay } from '#drivers/display/line-display.ts';
import { createSerialTransport } from '#drivers/transport/serial.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../fakes/pseudo-terminal.ts';

const latin = createCd5220({ charset: 'ascii', longNames: 'cut' });
const chinese = createCd5220({ charset: 'gb18030', longNames: 'cut' });
const digits = createLed8({ lampOrder: 'before', lampCommand: 'esc-s' });

/** Both lines of each image, without their commands: 1B 51 41 upper 0D 1B 51 42 lower 0D. */
const lines = (sign: CounterSign, idleTexts: readonly string[] = []): string[] =>
  signTimeline(sign, latin, idleTexts).frames.map(({ bytes }) =>
    Buffer.from(bytes).toString('latin1').replaceAll('\x1bQ', '').replaceAll('\r', '|'),
  );
const hexOf = (sign: CounterSign, codec = chinese): string[] =>
  signTimeline(sign, codec, []).frames.map(({ bytes }) => Buffer.from(bytes).toString('hex'));

test('a call: the number stands, the arrows beside the words blink', () => {
  expect(lines({ show: 'calling', number: 'A032' })).toEqual([
    'A        A032        |B v  PLEASE COME  v  |',
    'A        A032        |B    PLEASE COME     |',
  ]);
  const { frames, loopFrom } = signTimeline({ show: 'calling', number: 'A032' }, latin, []);
  expect(frames.map(({ forMs }) => forMs)).toEqual([600, 600]);
  expect(loopFrom).toBe(0);
});

test('the other signs stand still', () => {
  const one = (sign: CounterSign): unknown => [...lines(sign), signTimeline(sign, latin, []).frames[0]?.forMs];
  expect(one({ show: 'serving', number: 'AA007' })).toEqual(['A       AA007        |B    NOW SERVING     |', undefined]);
  expect(one({ show: 'open' })).toEqual(['A    PLEASE WAIT     |B                    |', undefined]);
  expect(one({ show: 'paused', reason: 'LUNCH' })).toEqual(['A       PAUSED       |B       LUNCH        |', undefined]);
  expect(one({ show: 'closed' })).toEqual(['A       CLOSED       |B                    |', undefined]);
});

test("a counter that waits shows the shop's own words in turn", () => {
  expect(lines({ show: 'open' }, ['MILK POWDER', '奶粉', 'HELLO'])).toEqual([
    'A    MILK POWDER     |B                    |',
    'A       HELLO        |B                    |',
  ]);
});

test('golden bytes with Chinese glyphs: A032 over ↓ 请到本柜台 ↓, in GBK', () => {
  // ↓ = a1 fd, 请 c7 eb 到 b5 bd 本 b1 be 柜 b9 f1 台 cc a8: 2 + 2 + 10 + 2 + 2 = 18 columns, one space before and after.
  const number = `1b5141${'20'.repeat(8)}41303332${'20'.repeat(8)}0d`;
  expect(hexOf({ show: 'calling', number: 'A032' })).toEqual([
    `${number}1b514220a1fd2020c7ebb5bdb1beb9f1cca82020a1fd200d`,
    `${number}1b5142${'20'.repeat(5)}c7ebb5bdb1beb9f1cca8${'20'.repeat(5)}0d`,
  ]);
  // 暂停服务 d4 dd cd a3 b7 fe ce f1 over 换班 bb bb b0 e0.
  expect(hexOf({ show: 'paused', reason: '换班' })).toEqual([
    `1b5141${'20'.repeat(6)}d4ddcda3b7fecef1${'20'.repeat(6)}0d1b5142${'20'.repeat(8)}bbbbb0e0${'20'.repeat(8)}0d`,
  ]);
});

test('golden bytes of eight digits: the digits of the number blink while it is called, and are dark where there is none', () => {
  expect(hexOf({ show: 'calling', number: 'A032' }, digits)).toEqual(['1b73301b51413033320d', '1b73300c']);
  expect(hexOf({ show: 'serving', number: 'B110' }, digits)).toEqual(['1b73301b51413131300d']);
  expect(hexOf({ show: 'open' }, digits)).toEqual(['1b73300c']);
});

let tty: PseudoTerminal;
let display: LineDisplay;
afterEach(async () => {
  await display?.stop();
  await tty?.close();
});

test('on a real serial port: init, paused, then a call that blinks', async () => {
  tty = await openPseudoTerminal();
  display = createLineDisplay({
    id: 'bar-3',
    dialect: { protocol: 'cd5220', charset: 'ascii', longNames: 'cut' },
    idleTexts: [],
    shopName: '小满母婴',
    transport: createSerialTransport({ path: tty.path, baudRate: 9600 }),
    onChange() {},
  });
  display.showSign({ show: 'paused', reason: '' });
  display.start();
  await tty.until((bytes) => bytes.toString('latin1') === '\x1b@\x1b_\x00\x1bQA       PAUSED       \r\x1bQB                    \r');
  display.showSign({ show: 'calling', number: 'A032' });
  const call = '\x1bQA        A032        \r\x1bQB v  PLEASE COME  v  \r\x1bQA        A032        \r\x1bQB    PLEASE COME     \r';
  await tty.until((bytes) => bytes.toString('latin1').includes(call));
});
