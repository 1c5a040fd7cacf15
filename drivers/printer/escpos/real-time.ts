import { DLE } from './commands.ts';

const DLE_EOT = 0x1004;
const DLE_ENQ = 0x1005;
/** DLE DC4 1 m with m 0 or 1. */
const DLE_DC4_1 = 0x10140100;

/** What a printer does at once on a real-time command. */
export type RealTimeAction =
  | { readonly type: 'status'; readonly n: number }
  | { readonly type: 'recover'; readonly bytes: Uint8Array }
  | { readonly type: 'drawer'; readonly pin: 2 | 5 };

/** Watches a stream for real-time commands, which act wherever they stand, within the data of another command too. Give it every byte in order. */
export function createRealTimeWatch(): (byte: number) => RealTimeAction | undefined {
  /** The four bytes before this one, the last of them lowest. */
  let before = 0;
  return (byte) => {
    const earlier = before;
    before = (earlier << 8) | byte;
    const head = earlier & 0xffff;
    if (head === DLE_EOT && byte >= 1 && byte <= 4) return { type: 'status', n: byte };
    if (head === DLE_ENQ && (byte === 1 || byte === 2)) return { type: 'recover', bytes: Uint8Array.of(DLE, 0x05, byte) };
    const isPulse = earlier >>> 1 === DLE_DC4_1 >>> 1 && byte >= 1 && byte <= 8;
    return isPulse ? { type: 'drawer', pin: (earlier & 1) === 0 ? 2 : 5 } : undefined;
  };
}
