import { describe, expect, test } from 'vitest';
import { encode, endColumnOf, linesOf, paper } from '../../../../drivers/printer/escpos/paper.ts';
import { shop as plainShop } from '../../shop-fixture.ts';
import { at, ticket } from './tickets.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { buildTicket } from '#main/store/queue/ticket/ticket-paper.ts';

const followUrl = 'http://192.168.1.5:5198/t/AAAAAAAAAAAAAAAAAAAAAA';
const shop = { ...plainShop, ticketPage: 'http://192.168.1.5:5198/t/' };

function issued(changes: JsonObject = {}): JournalEntry {
  return {
    seq: 36,
    kind: 'ticket.issued',
    number: null,
    receiptNumber: null,
    requestId: '',
    requestHash: '',
    businessDate: '2026-11-22',
    tsMs: at(402),
    amountMinor: 0,
    body: {
      v: 1,
      ticket: { ...ticket(36, { issuedMs: at(402) }) },
      service: { name: '奶粉纸尿裤咨询', nameEn: 'Formula and diapers' },
      ahead: 3,
      estimate: { lowMs: 480_000, highMs: 719_000 },
      counters: [{ number: 2, kind: 'counter' }],
      missedRule: '过号请到服务台，当日有效',
      ...changes,
    },
    postings: [],
    movements: [],
    printJobs: [],
    hash: '',
  };
}

describe('a ticket on paper', () => {
  test('says shop, service, the number in large type, who is ahead, about how long, where, when, how to follow, and what to do when missed', () => {
    expect(buildTicket(issued(), shop, 0)).toEqual({
      title: '排队号 A036',
      blocks: [
        { type: 'text', text: '小满母婴 望京店', style: { align: 'center' } },
        { type: 'text', text: '奶粉纸尿裤咨询', style: { align: 'center', bold: true, heightTimes: 2 } },
        { type: 'text', text: 'A036', style: { align: 'center', bold: true, widthTimes: 6, heightTimes: 6 } },
        { type: 'rule' },
        { type: 'pair', left: '前面等候', right: '3 人' },
        { type: 'pair', left: '预计等候', right: '约 8–12 分钟' },
        { type: 'pair', left: '办理柜台', right: '2 号柜台' },
        { type: 'pair', left: '取号时间', right: '2026-11-22 15:42' },
        { type: 'qr', data: followUrl, moduleDots: 5 },
        { type: 'text', text: '扫码看排队进度', style: { align: 'center' } },
        { type: 'rule' },
        { type: 'text', text: '过号请到服务台，当日有效', style: { align: 'center' } },
        { type: 'cut' },
      ],
    });
  });

  test('printed again is marked above and below', () => {
    const mark = { type: 'text', text: '补打 第 2 次', style: { align: 'center', bold: true, invert: true } };
    const { blocks } = buildTicket(issued(), shop, 2);
    expect([blocks[0], blocks.at(-2)]).toEqual([mark, mark]);
  });

  test('leaves out what nobody knows: no estimate, several counters, no LAN, no rule; and names the class', () => {
    const counters = [
      { number: 2, kind: 'counter' },
      { number: 3, kind: 'fitting_room' },
    ];
    const unknown = {
      estimate: null,
      counters,
      missedRule: '',
      ticket: { ...ticket(36, { class: 'vip', issuedMs: at(402) }) },
    };
    expect(buildTicket(issued(unknown), { ...plainShop, locale: 'en-GB' }, 0).blocks.slice(1)).toEqual([
      { type: 'text', text: 'Formula and diapers', style: { align: 'center', bold: true, heightTimes: 2 } },
      { type: 'text', text: 'A036', style: { align: 'center', bold: true, widthTimes: 6, heightTimes: 6 } },
      { type: 'text', text: 'Member priority', style: { align: 'center' } },
      { type: 'rule' },
      { type: 'pair', left: 'Ahead of you', right: '3' },
      { type: 'pair', left: 'Taken', right: '2026-11-22 15:42' },
      { type: 'rule' },
      { type: 'cut' },
    ]);
  });

  test.each([
    ['generic-80', 48],
    ['generic-58', 32],
  ])('fits the paper of a %s: every line whole, the number six times as large', (modelId, columns) => {
    const { blocks } = buildTicket(issued(), shop, 0);
    const items = paper(encode(blocks, modelId), modelId);
    expect(Math.max(...items.map(endColumnOf))).toBeLessThanOrEqual(columns);
    const lines = linesOf(items).filter((line) => !/^-+$/.test(line) && line !== '');
    expect(lines.map((line) => line.replace(/ {2,}/, ' … '))).toEqual([
      '小满母婴 望京店',
      '奶粉纸尿裤咨询',
      'A036',
      '前面等候 … 3 人',
      '预计等候 … 约 8–12 分钟',
      '办理柜台 … 2 号柜台',
      '取号时间 … 2026-11-22 15:42',
      '扫码看排队进度',
      '过号请到服务台，当日有效',
    ]);
    const number = items.find((item) => item.type === 'line' && item.runs[0]?.text === 'A036');
    expect(number).toMatchObject({ align: 'center', runs: [{ widthTimes: 6, heightTimes: 6, bold: true }] });
    expect(items.filter(({ type }) => type === 'qr')).toMatchObject([{ data: followUrl }]);
  });

  test('a long number is as large as 58 mm takes', () => {
    const entry = issued({ ticket: { ...ticket(36, { code: 'AB00036' }) } });
    const items = paper(encode(buildTicket(entry, shop, 0).blocks, 'generic-58'), 'generic-58');
    expect(linesOf(items)).toContain('AB00036');
    expect(Math.max(...items.map(endColumnOf))).toBeLessThanOrEqual(32);
  });

  test('carries these very bytes for its number on 58 mm: centred, emphasised, GS ! 55', () => {
    const bytes = Buffer.from(encode(buildTicket(issued(), shop, 0).blocks, 'generic-58')).toString('hex');
    expect(bytes).toContain(`1d2155${Buffer.from('A036').toString('hex')}0a`);
    expect(bytes).toContain('1b6101');
  });
});
