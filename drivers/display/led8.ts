import { formatYuan } from '#contract/money.ts';
import type { LineDisplayCodec } from './codec.ts';
import type { Lamp } from './look.ts';

/** Digit cells; the dot shares the cell of the digit before it (facts/devices.md 2.6). */
export const LED8_CELLS = 8;

/** How a maker's firmware wants its lamps switched; all of these are sold as "LED8". */
export interface Led8Options {
  /** StandardLed takes the lamp before the number, LED8N after it. */
  readonly lampOrder: 'before' | 'after';
  /** 1B 73 n, 1B 71 n on some, on VFD8C the digit n alone. */
  readonly lampCommand: 'esc-s' | 'esc-q' | 'digit';
  /** 1 (dim) to 4, where the unit has 1F 58 n; left out, nothing is sent. */
  readonly brightness?: number | undefined;
}

// Bytes: facts/devices.md 2.6, the Chinese 客显 dialects of LED8 and LED8N.
const LAMP_CODE = { off: 0x30, price: 0x31, total: 0x32, paid: 0x33, change: 0x34 } as const satisfies Record<Lamp, number>;
const LAMP_COMMAND = { 'esc-s': [0x1b, 0x73], 'esc-q': [0x1b, 0x71], digit: [] } as const satisfies Record<
  Led8Options['lampCommand'],
  readonly number[]
>;
const INIT = [0x1b, 0x40];
const BRIGHTNESS = [0x1f, 0x58];
const CLEAR = [0x0c];
const SHOW_NUMBER = [0x1b, 0x51, 0x41];
const END = 0x0d;

/** Pulse for a cash drawer on the display's own socket. */
export const LED8_DRAWER_PULSE: Uint8Array = Uint8Array.of(0x02, 0x4d);

/** Fen as at most 8 digits: "12.50"; too wide without cents ("1234567"), still too wide all nines, never a truncated number. The minus stays. */
export function led8Number(amountMinor: number): string {
  const text = formatYuan(amountMinor);
  if (cells(text) <= LED8_CELLS) return text;
  const whole = text.slice(0, text.indexOf('.'));
  if (cells(whole) <= LED8_CELLS) return whole;
  return amountMinor < 0 ? `-${'9'.repeat(LED8_CELLS - 1)}` : '9'.repeat(LED8_CELLS);
}

/** One number with its lamp: 1B 73 lamp, 1B 51 41 digits 0D, or the other way round. `number` is digits, dot and minus only. */
export function encodeLed8(lamp: Lamp, number: string, { lampOrder, lampCommand }: Omit<Led8Options, 'brightness'>): Uint8Array {
  const lampBytes = [...LAMP_COMMAND[lampCommand], LAMP_CODE[lamp]];
  const numberBytes = [...SHOW_NUMBER, ...Buffer.from(number, 'latin1'), END];
  return Uint8Array.from(lampOrder === 'before' ? [...lampBytes, ...numberBytes] : [...numberBytes, ...lampBytes]);
}

/** Eight digits and four lamps at 2400 baud, on some 9600. */
export function createLed8(options: Led8Options): LineDisplayCodec {
  const dark = Uint8Array.of(...LAMP_COMMAND[options.lampCommand], LAMP_CODE.off, ...CLEAR);
  const { brightness } = options;
  return {
    charset: 'ascii',
    init: Uint8Array.of(...INIT, ...(brightness === undefined ? [] : [...BRIGHTNESS, brightness])),
    draw({ lamp, amountMinor, digits }) {
      const number = digits ?? (amountMinor === undefined ? '' : led8Number(amountMinor));
      return [number === '' ? dark : encodeLed8(lamp, number.slice(-LED8_CELLS), options)];
    },
  };
}

const cells = (text: string): number => text.replace('.', '').length;
