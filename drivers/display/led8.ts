import { formatYuan } from '#contract/money.ts';
import type { LineDisplayCodec } from './codec.ts';

/** The words beside the digits: 单价, 合计, 收款, 找零 (UnifiedPOS calls them descriptors). */
export type Lamp = 'off' | 'price' | 'total' | 'paid' | 'change';

/** Digit cells; the dot shares the cell of the digit before it (facts/devices.md 2.6). */
export const LED8_CELLS = 8;

// Bytes: facts/devices.md 2.6, the Chinese 客显 dialect of LED8 and LED8N.
const LAMP_CODE = { off: 0x30, price: 0x31, total: 0x32, paid: 0x33, change: 0x34 } as const satisfies Record<Lamp, number>;
const INIT = [0x1b, 0x40];
const CLEAR = [0x0c];
const SHOW_NUMBER = [0x1b, 0x51, 0x41];
const END = 0x0d;

const lampBytes = (lamp: Lamp): number[] => [0x1b, 0x73, LAMP_CODE[lamp]];

/** Fen as at most 8 digits: "12.50"; too wide without cents ("1234567"), still too wide all nines, never a truncated number. The minus stays. */
export function led8Number(amountMinor: number): string {
  const text = formatYuan(amountMinor);
  if (cells(text) <= LED8_CELLS) return text;
  const whole = text.slice(0, text.indexOf('.'));
  if (cells(whole) <= LED8_CELLS) return whole;
  return amountMinor < 0 ? `-${'9'.repeat(LED8_CELLS - 1)}` : '9'.repeat(LED8_CELLS);
}

/** Lamp and number in one go: 1B 73 lamp, 1B 51 41 digits 0D. */
export function encodeLed8(lamp: Lamp, amountMinor: number): Uint8Array {
  return Uint8Array.of(...lampBytes(lamp), ...SHOW_NUMBER, ...Buffer.from(led8Number(amountMinor), 'latin1'), END);
}

export const led8: LineDisplayCodec = {
  init: Uint8Array.from(INIT),
  encodeView(view) {
    if (view.show === 'idle') return [Uint8Array.of(...lampBytes('off'), ...CLEAR)];
    if (view.show === 'item') return [encodeLed8('price', view.priceMinor)];
    if (view.show === 'total') return [encodeLed8('total', view.totalMinor)];
    return [encodeLed8('paid', view.tenderedMinor), encodeLed8('change', view.changeMinor)];
  },
};

const cells = (text: string): number => text.replace('.', '').length;
