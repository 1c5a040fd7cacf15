import { DLE } from './commands.ts';

/** What a printer does at once on a real-time command. */
export type RealTimeAction =
  | { readonly type: 'status'; readonly n: number }
  | { readonly type: 'recover'; readonly bytes: Uint8Array }
  | { readonly type: 'drawer'; readonly pin: 2 | 5 };

/** Watches a stream for real-time commands, which act wherever they stand, within the data of another command too. Give it every byte in order. */
export function createRealTimeWatch(): (byte: number) => RealTimeAction | undefined {
  const recent = new Uint8Array(5);
  return (byte) => {
    recent.copyWithin(0, 1);
    recent[4] = byte;
    if (recent[2] === DLE && recent[3] === 0x04 && byte >= 1 && byte <= 4) return { type: 'status', n: byte };
    if (recent[2] === DLE && recent[3] === 0x05 && (byte === 1 || byte === 2)) return { type: 'recover', bytes: recent.slice(2) };
    const pin = recent[3] ?? 0;
    const isPulse = recent[0] === DLE && recent[1] === 0x14 && recent[2] === 1 && pin <= 1 && byte >= 1 && byte <= 8;
    return isPulse ? { type: 'drawer', pin: pin === 0 ? 2 : 5 } : undefined;
  };
}
