import { z } from 'zod';
import type { Bilingual } from './language.ts';

interface Row {
  readonly words: Bilingual;
  /** The key it has until the shop gives it another. */
  readonly key?: string;
  /** A key that every till has for it and that stays: moving, counting, going back. */
  readonly fixedKey?: string;
  /** What its barcode says after the prefix; left out for what only a hand on the keys needs. */
  readonly code?: string;
}

/** Everything a cashier can ask of the till by a key or by a barcode. Keys, buttons' caps, the list of keys and the printed sheets all come from here. */
export const tillCommands = {
  keys: { words: { zh: '全部按键', en: 'All keys' }, key: 'F1' },
  scanField: { words: { zh: '回到扫描框', en: 'Back to the scan field' }, key: 'F2' },
  member: { words: { zh: '会员', en: 'Member' }, key: 'F3', code: 'MEMBER' },
  price: { words: { zh: '改价、打折、赠品', en: 'Price, discount, present' }, key: 'F4', code: 'PRICE' },
  offers: { words: { zh: '优惠券和促销', en: 'Coupons and offers' }, key: 'F5', code: 'OFFERS' },
  hold: { words: { zh: '挂单', en: 'Hold' }, key: 'F6', code: 'HOLD' },
  holds: { words: { zh: '取单', en: 'Resume' }, key: 'F7', code: 'RESUME' },
  order: { words: { zh: '做预订，收定金', en: 'Order with a deposit' }, key: 'Alt X', code: 'ORDER' },
  orders: { words: { zh: '预订单，取货', en: 'Orders to hand over' }, key: 'Alt E', code: 'ORDERS' },
  discount: { words: { zh: '整单优惠', en: 'Discount on the sale' }, key: 'F8', code: 'DISCOUNT' },
  pay: { words: { zh: '收款', en: 'Take payment' }, key: 'F9', code: 'PAY' },
  cashExact: { words: { zh: '现金刚好，完成', en: 'Cash, exact: done' }, code: 'CASH' },
  drawer: { words: { zh: '开钱箱，需选原因', en: 'Open the drawer, asks why' }, key: 'F10', code: 'DRAWER' },
  lock: { words: { zh: '锁台、换人', en: 'Lock or hand over' }, key: 'F12', code: 'LOCK' },
  enter: { words: { zh: '大按钮；扫描框里是查找', en: 'The big button, or look up' }, fixedKey: 'Enter', code: 'OK' },
  back: { words: { zh: '返回一步', en: 'Back one step' }, fixedKey: 'Esc', code: 'BACK' },
  up: { words: { zh: '上一行', en: 'Line above' }, fixedKey: '↑', code: 'UP' },
  down: { words: { zh: '下一行', en: 'Line below' }, fixedKey: '↓', code: 'DOWN' },
  increase: { words: { zh: '多一件', en: 'One more' }, fixedKey: '→ +', code: 'MORE' },
  decrease: { words: { zh: '少一件', en: 'One fewer' }, fixedKey: '← -', code: 'FEWER' },
  remove: { words: { zh: '删除本行', en: 'Remove the line' }, fixedKey: 'Del', code: 'REMOVE' },
  undo: { words: { zh: '撤销上一步', en: 'Undo the last step' }, fixedKey: 'Ctrl Z', code: 'UNDO' },
  quick: { words: { zh: '常用商品', en: 'Quick items' }, key: 'Alt Q', code: 'QUICK' },
  card: { words: { zh: '商品卡：库存、尺码、图片', en: 'Product card: stock, sizes, pictures' }, key: 'Alt I', code: 'CARD' },
  recall: { words: { zh: '召回查询：批号、序列号', en: 'Recall by batch or serial number' }, key: 'Alt K' },
  reprint: { words: { zh: '补打上一张小票', en: 'Reprint the last receipt' }, key: 'Alt R', code: 'REPRINT' },
  reprintReasons: { words: { zh: '补打上一张，含价格说明', en: 'Reprint the last with reasons of prices' }, code: 'REASONS' },
  giftReceipt: { words: { zh: '礼品小票，不含价格', en: 'Gift receipt, without prices' }, key: 'Alt G', code: 'GIFT' },
  sales: { words: { zh: '销售记录', en: "The day's sales" }, key: 'Alt S', code: 'SALES' },
  shift: { words: { zh: '班次与现金', en: 'Shift and cash' }, key: 'Alt J', code: 'SHIFT' },
  refund: { words: { zh: '退货、换货', en: 'Return or exchange' }, key: 'Alt V', code: 'REFUND' },
  split: { words: { zh: '分单', en: 'Split' }, key: 'Alt H', code: 'SPLIT' },
  why: { words: { zh: '为什么是这个价', en: 'Why this price' }, key: 'Alt Y', code: 'WHY' },
  orderNote: { words: { zh: '整单备注', en: 'Note on the sale' }, key: 'Alt O', code: 'NOTE' },
  pickList: { words: { zh: '打拣货单', en: 'Print a pick list' }, key: 'Alt U', code: 'PICK' },
  salespeople: { words: { zh: '导购员', en: 'Salespeople' }, key: 'Alt P', code: 'SELLER' },
  callNext: { words: { zh: '叫下一位，看本柜的号', en: 'Call the next number, see the queue' }, key: 'Alt N', code: 'NEXT' },
  labels: { words: { zh: '打价签和商品标签', en: 'Price and item labels' }, key: 'Alt B' },
  language: { words: { zh: '切换语言', en: 'Other language' }, key: 'Alt L' },
  sound: { words: { zh: '静音', en: 'Mute' }, key: 'Alt M' },
} as const satisfies Record<string, Row>;

export type TillCommand = keyof typeof tillCommands;

const commands = Object.keys(tillCommands) as readonly TillCommand[];
const rowOf = (command: TillCommand): Row => tillCommands[command];

/** Commands in the order of the table. */
export const TILL_COMMANDS: readonly TillCommand[] = commands;

/** Those the shop may give another key. */
export const KEYED_COMMANDS: readonly TillCommand[] = commands.filter((command) => rowOf(command).key !== undefined);

/** Those that have a barcode. */
export const CODED_COMMANDS: readonly TillCommand[] = commands.filter((command) => rowOf(command).code !== undefined);

export const wordsOf = (command: TillCommand): Bilingual => rowOf(command).words;

/** Alt A, D, T, W and Z act inside returns and weighing, Alt C in the product card; F11 is the browser's full screen and stays so. */
const KEY = /^(?:F(?:[1-9]|10|12)|Alt [B0-9E-SUVXY]|Home|End|PageUp|PageDown|Insert|Pause|ScrollLock)$/;

/** A key that may be given to a command, as it stands on a key cap: "F9", "Alt Q", "PageUp". Enter, Esc, arrows and Del stay what they are. */
export const KeyName = z
  .string()
  .regex(
    KEY,
    'F1–F10、F12、Alt+字母或数字、Home、End、PageUp、PageDown、Insert / F1 to F10, F12, Alt and a letter or digit, Home, End, PageUp, PageDown, Insert',
  );

/** A key for some commands. */
type SomeKeys = { readonly [Command in TillCommand]?: string | undefined };

/** The keys a shop has changed; the others are as in the table. No key stands for two commands. */
export const KeyMap = z
  .partialRecord(z.enum(KEYED_COMMANDS as [TillCommand, ...TillCommand[]]), KeyName)
  .refine(
    (map) => new Set(Object.values(keysOf(map))).size === KEYED_COMMANDS.length,
    '一个键只能有一个功能 / a key can have one function only',
  );
export type KeyMap = z.infer<typeof KeyMap>;

/** The key of every command that has one, fixed or not. */
export function keyOf(command: TillCommand, map: SomeKeys): string | undefined {
  const { key, fixedKey } = rowOf(command);
  return key === undefined ? fixedKey : (map[command] ?? key);
}

function keysOf(map: SomeKeys): Readonly<Record<string, string>> {
  return Object.fromEntries(KEYED_COMMANDS.map((command) => [command, keyOf(command, map) ?? '']));
}

/** Which command each key stands for. */
export function commandsByKey(map: SomeKeys): ReadonlyMap<string, TillCommand> {
  return new Map(Object.entries(keysOf(map)).map(([command, key]) => [key, command as TillCommand]));
}

/** What the key of a keyboard event is called here; undefined for a key that no command can have. */
export function keyNameOf({ key, code, altKey, ctrlKey, metaKey }: KeyPress): string | undefined {
  if (ctrlKey || metaKey) return undefined;
  const [, letter] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? [];
  const name = altKey ? letter && `Alt ${letter}` : key;
  return name !== undefined && KEY.test(name) ? name : undefined;
}

/** As KeyboardEvent has it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Function barcodes begin so; no article has such a code. */
export const COMMAND_PREFIX = 'GT:';

/** How many the next goods are, by barcode. */
export const TIMES: readonly number[] = [2, 3, 4, 5, 6, 8, 10, 12, 20, 24];

/** What a function barcode asks for: a command, or how many the next goods are. */
export const ScannedCommand = z.union([
  z.strictObject({ command: z.enum(CODED_COMMANDS as [TillCommand, ...TillCommand[]]) }),
  z.strictObject({ times: z.int().min(1).max(999) }),
]);
export type ScannedCommand = z.infer<typeof ScannedCommand>;

/** The text of a command's barcode: `GT:PAY`. */
export const commandCode = (command: TillCommand): string => `${COMMAND_PREFIX}${rowOf(command).code ?? ''}`;
/** The text of the barcode for so many: `GT:X6`. */
export const timesCode = (times: number): string => `${COMMAND_PREFIX}X${times}`;

/** Whether a scanner that announces the symbology or not read a function barcode. */
export const isCommandCode = (text: string): boolean => /^(?:\][A-Za-z]\d)?GT:/.test(text.trim());

/** Reads a function barcode; undefined for one this program does not have. */
export function readCommand(text: string): ScannedCommand | undefined {
  if (!text.startsWith(COMMAND_PREFIX)) return undefined;
  const code = text.slice(COMMAND_PREFIX.length);
  const [, times] = /^X([1-9]\d{0,2})$/.exec(code) ?? [];
  if (times !== undefined) return { times: Number(times) };
  const command = CODED_COMMANDS.find((candidate) => rowOf(candidate).code === code);
  return command && { command };
}
