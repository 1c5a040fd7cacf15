import { createCd5220, type Cd5220Options } from './cd5220.ts';
import type { LineDisplayCodec, TwoLineOptions } from './codec.ts';
import { createDmD } from './dm-d.ts';
import { createLed8, type Led8Options } from './led8.ts';

/** What a customer display understands, as its settings row says. */
export type DisplayDialect =
  | ({ readonly protocol: 'led8' } & Led8Options)
  | ({ readonly protocol: 'cd5220' } & Cd5220Options)
  | ({ readonly protocol: 'dm-d' } & TwoLineOptions);

export type LineDisplayProtocol = DisplayDialect['protocol'];

/** The codec of a dialect. */
export function codecOf(dialect: DisplayDialect): LineDisplayCodec {
  switch (dialect.protocol) {
    case 'led8':
      return createLed8(dialect);
    case 'cd5220':
      return createCd5220(dialect);
    case 'dm-d':
      return createDmD(dialect);
  }
}
