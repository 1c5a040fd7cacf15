import { describe, expect, test } from 'vitest';
import type { FollowedTicket, QueueView } from '#contract/queue.ts';
import { takePage, ticketPage, type PhonePage } from '#main/web/phone/phone-page.ts';

const zh: PhonePage = { language: 'zh', storeName: '小满母婴', timeZone: 'Asia/Shanghai' };
const en: PhonePage = { ...zh, language: 'en' };
const form = { token: 'A'.repeat(22), requestId: '019d0000-0000-7000-8000-000000000001' };
const waiting: FollowedTicket = {
  number: 'A032',
  service: '奶粉纸尿裤咨询',
  serviceEn: 'Formula and diapers',
  state: 'waiting',
  ahead: 3,
  estimate: { lowMs: 7 * 60_000 + 1, highMs: 12 * 60_000 },
  counter: null,
  coming: false,
  missedRule: '过号请到服务台',
};
const service: QueueView['services'][number] = {
  id: 1,
  prefix: 'A',
  name: '奶粉',
  nameEn: 'Formula',
  note: '',
  noteEn: '',
  offersAssisted: true,
  targetMinutes: 15,
  waiting: 2,
  next: [],
  estimate: null,
  counterIds: [],
  closed: null,
};
const queue: QueueView = {
  day: '2026-11-26',
  services: [service],
  counters: [],
  calls: [],
  missed: [],
  recallLimit: 3,
  missedRule: '',
};
/** What a person reads of a page. */
const words = (html: string): string =>
  html
    .replace(/<(script|noscript|head)[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page of a ticket', () => {
  test('says number, people ahead and the range of the wait, rounded up, in both languages', () => {
    expect(words(ticketPage(zh, waiting, form))).toContain('您的号码 A032');
    expect(words(ticketPage(zh, waiting, form))).toContain('前面 3 人 大约等 8–12 分钟');
    expect(words(ticketPage(en, waiting, form))).toContain('Ahead of you 3 Wait about 8–12 min');
    expect(words(ticketPage(en, waiting, form))).toContain('Formula and diapers');
  });

  test.each([
    ['waiting', { ahead: 0 }, '下一位就是您', 'You are next'],
    ['called', { counter: { number: 3, kind: 'fitting_room' } }, '轮到您了，请到 3 号试衣间', 'please go to fitting room 3'],
    ['serving', { counter: { number: 2, kind: 'counter' } }, '正在 2 号柜台 办理', 'Being served at counter 2'],
    ['held', {}, '请到服务台', 'service desk'],
    ['missed', {}, '已过号', 'missed'],
    ['served', {}, '已办完', 'Done'],
    ['cancelled', {}, '已取消', 'Cancelled'],
    ['expired', {}, '已过期', 'from another day'],
  ] as const)('in the state %s says what to do now', (state, changes, chinese, english) => {
    const ticket: FollowedTicket = { ...waiting, state, ...changes };
    expect(words(ticketPage(zh, ticket, form))).toContain(chinese);
    expect(words(ticketPage(en, ticket, form))).toContain(english);
  });

  test('asks again by itself until nothing can change any more, with a script or without', () => {
    const follows = (state: FollowedTicket['state']): boolean => {
      const html = ticketPage(zh, { ...waiting, state }, form);
      return html.includes('http-equiv="refresh"') && html.includes('src="/phone.js"') && html.includes('data-follows="true"');
    };
    expect((['waiting', 'called', 'serving', 'held', 'missed'] as const).map(follows)).toEqual([true, true, true, true, true]);
    expect((['served', 'cancelled', 'expired'] as const).map(follows)).toEqual([false, false, false]);
  });

  test('can be left and announced only while somebody is waited for', () => {
    const acts = (state: FollowedTicket['state']): boolean[] => {
      const html = ticketPage(zh, { ...waiting, state }, form);
      return [html.includes('value="coming"'), html.includes('value="leave"')];
    };
    expect([acts('waiting'), acts('called'), acts('held')]).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
    expect([acts('serving'), acts('missed'), acts('served')]).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ]);
  });
});

describe('the page of the services', () => {
  test('offers what is open and says when the rest opens', () => {
    const closed = {
      ...service,
      id: 2,
      prefix: 'B',
      name: '试穿',
      closed: { why: 'hours', opensAtMs: Date.UTC(2026, 10, 27, 1) },
    } as const;
    const html = takePage(zh, { ...queue, services: [service, closed] }, { code: 'ABCDEFGH', requestId: form.requestId });
    expect(html).toContain('<button name="s" value="1">');
    expect(html).toContain('<button name="s" value="2" disabled>');
    expect(words(html)).toContain('现在不取号，11/27 09:00 开始');
  });

  test('no name of a shop, a service or a rule becomes a tag, an attribute or a script', () => {
    const nasty = `"><script>alert(1)</script>'&\u202e`;
    const page = { ...zh, storeName: nasty };
    const pages = [
      takePage(page, { ...queue, services: [{ ...service, name: nasty, note: nasty }] }, { code: nasty, requestId: nasty }),
      ticketPage(page, { ...waiting, service: nasty, missedRule: nasty, state: 'missed' }, form),
    ];
    for (const html of pages) {
      expect(html.replace('<script src="/phone.js" defer></script>', '')).not.toContain('<script');
      expect(html).toContain('&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#39;&#38;');
    }
  });

  test('loads nothing from anywhere else and has nothing inline that the policy would stop', () => {
    const html = ticketPage(zh, waiting, form);
    expect(html).not.toMatch(/\son[a-z]+=|style=|https?:|<script>|<style/);
  });
});
