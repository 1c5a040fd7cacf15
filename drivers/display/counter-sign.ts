import type { LineDisplayCodec } from './codec.ts';
import { columnsOf, DISPLAY_COLUMNS, drawable, fitting, wrapped, type DisplayCharset } from './glyphs.ts';
import type { Look, Row } from './look.ts';
import { IDLE_TEXT_MS, type Timeline } from './timeline.ts';

/** What the window bar above a counter says. */
export type CounterSign =
  | { readonly show: 'closed' }
  /** Nobody is called; the next customer waits for the call. */
  | { readonly show: 'open' }
  | { readonly show: 'paused'; readonly reason: string }
  /** The customer with this number is to come here now. */
  | { readonly show: 'calling'; readonly number: string }
  | { readonly show: 'serving'; readonly number: string };

/** The arrow of a call is lit and dark for so long, until the customer is there. */
export const SIGN_BLINK_MS = 600;

const WORDS = {
  ascii: { come: 'PLEASE COME', arrow: 'v', serving: 'NOW SERVING', open: 'PLEASE WAIT', paused: 'PAUSED', closed: 'CLOSED' },
  gb18030: { come: '请到本柜台', arrow: '↓', serving: '正在接待', open: '请等候叫号', paused: '暂停服务', closed: '未开放' },
} as const satisfies Record<DisplayCharset, Record<string, string>>;

/** The images of a sign, upper and lower line centred; displays of digits show those of the number, and blink it while it is called. `idleTexts` are the shop's own words for a counter that waits. */
export function signTimeline(sign: CounterSign, codec: LineDisplayCodec, idleTexts: readonly string[]): Timeline {
  const frames = looksOf(sign, codec.charset, idleTexts).map((look) => codec.draw(look)[0]);
  const [first, ...others] = frames;
  if (others.length === 0) return { frames: first ? [{ bytes: first }] : [], loopFrom: 0 };
  return { frames: frames.map((bytes) => ({ bytes, forMs: sign.show === 'calling' ? SIGN_BLINK_MS : IDLE_TEXT_MS })), loopFrom: 0 };
}

function looksOf(sign: CounterSign, charset: DisplayCharset, idleTexts: readonly string[]): readonly Look[] {
  const words = WORDS[charset];
  switch (sign.show) {
    case 'closed':
      return [signLook(words.closed, '')];
    case 'open': {
      const own = idleTexts.map((text) => drawable(text, charset).trim()).filter((text) => text !== '');
      return own.length === 0 ? [signLook(words.open, '')] : own.map((text) => signLook(...wrapped(text)));
    }
    case 'paused':
      return [signLook(words.paused, drawable(sign.reason, charset).trim())];
    case 'serving':
      return [signLook(sign.number, words.serving, sign.number)];
    case 'calling':
      return [signLook(sign.number, `${words.arrow}  ${words.come}  ${words.arrow}`, sign.number), signLook(sign.number, words.come, '')];
  }
}

/** "A032" is 032 on a display that has digits only, and nothing where no number is to be seen. */
function signLook(upper: string, lower: string, number = ''): Look {
  return { lamp: 'off', digits: number.replace(/\D/g, ''), upper: centred(upper), lower: centred(lower) };
}

function centred(text: string): Row {
  const fits = fitting(text, DISPLAY_COLUMNS);
  return { left: ' '.repeat(Math.floor((DISPLAY_COLUMNS - columnsOf(fits)) / 2)) + fits, right: '' };
}
