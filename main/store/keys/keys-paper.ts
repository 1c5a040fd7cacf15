import { copyMark, shopHead, slipWords } from '../receipt/blocks.ts';
import type { Shop } from '../shop.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import { CODED_COMMANDS, commandCode, KeyMap, keyOf, TILL_COMMANDS, TIMES, timesCode, wordsOf } from '#contract/till-command.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { z } from 'zod';

const zh = { keys: '按键卡', codes: '功能条码', times: (count: number) => `下一件 × ${count}`, hint: '先扫数量条码，再扫商品。' };
const en: typeof zh = {
  keys: 'KEY CARD',
  codes: 'FUNCTION BARCODES',
  times: (count) => `Next item × ${count}`,
  hint: 'Scan a quantity first, then the goods.',
};
const CODE_HEIGHT_DOTS = 56;
const KEY_COLUMNS = 10;

/** What a printed sheet says, as version 1 of `keys.printed`. */
export const KeysFacts = z.object({ sheet: z.enum(['keys', 'codes']), keys: KeyMap });

/** The paper of a `keys.printed` entry: the key card, or the function barcodes. */
export function buildKeysPaper(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const { sheet, keys } = KeysFacts.parse(entry.body);
  const text = shop.locale === 'zh-CN' ? zh : en;
  const words = slipWords(shop);
  return {
    title: text[sheet],
    blocks: [
      ...copyMark(copy, words),
      ...shopHead(shop, words),
      { type: 'text', text: text[sheet], style: { align: 'center', bold: true, heightTimes: 2 } },
      ...(sheet === 'keys' ? keyRows(keys, shop) : [...codeRows(shop), { type: 'text', text: text.hint } as const, ...timesRows(text)]),
      { type: 'cut' },
    ],
  };
}

const languageOf = (shop: Shop): 'zh' | 'en' => (shop.locale === 'zh-CN' ? 'zh' : 'en');

function keyRows(keys: KeyMap, shop: Shop): PrintBlock[] {
  return TILL_COMMANDS.flatMap((command) => {
    const key = keyOf(command, keys);
    const words = wordsOf(command)[languageOf(shop)];
    return key === undefined ? [] : [{ type: 'table', cells: [{ text: plainKey(key), columns: KEY_COLUMNS }, { text: words }] } as const];
  });
}

/** Arrows are not in every printer's letters. */
function plainKey(key: string): string {
  return key.replace('↑', 'Up').replace('↓', 'Down').replace('→', 'Right').replace('←', 'Left');
}

function codeRows(shop: Shop): PrintBlock[] {
  return CODED_COMMANDS.flatMap((command) => codeRow(wordsOf(command)[languageOf(shop)], commandCode(command)));
}

function timesRows(text: typeof zh): PrintBlock[] {
  return TIMES.flatMap((times) => codeRow(text.times(times), timesCode(times)));
}

function codeRow(words: string, data: string): PrintBlock[] {
  return [
    { type: 'text', text: words, style: { align: 'center', bold: true } },
    { type: 'barcode', symbology: 'CODE128', data, heightDots: CODE_HEIGHT_DOTS },
    { type: 'feed', lines: 1 },
  ];
}
