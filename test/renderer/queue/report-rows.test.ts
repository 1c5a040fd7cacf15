import { expect, test } from 'vitest';
import type { QueueFigures, QueueReport } from '#contract/queue-report.ts';
import { textIn } from '#renderer/app/i18n.ts';
import { reportRows, share } from '#renderer/screens/queue/report-rows.ts';

const FIGURES: QueueFigures = {
  issued: 8,
  served: 5,
  missed: 1,
  left: 2,
  called: 6,
  withinTarget: 4,
  waitMeanMs: 60_000,
  waitP90Ms: 90_000,
  arrivalMeanMs: null,
  serviceMeanMs: 120_000,
  recalls: 1,
};
const REPORT: QueueReport = {
  from: '2026-06-14',
  to: '2026-06-14',
  total: FIGURES,
  services: [{ serviceId: 1, prefix: 'A', name: '奶粉', nameEn: 'Formula', ...FIGURES }],
  counters: [{ counterId: 3, number: 3, kind: 'fitting_room', ...FIGURES }],
  people: [
    { operator: { id: 1, name: '林岚' }, ...FIGURES },
    { operator: { id: 0, name: '' }, ...FIGURES },
  ],
  hours: [{ hour: 9, ...FIGURES }],
  days: [{ day: '2026-06-14', ...FIGURES }],
};

test('each part of a report has its rows, named in the language of the screen', () => {
  const names = (part: Parameters<typeof reportRows>[1], language: 'zh' | 'en'): readonly string[] =>
    reportRows(REPORT, part, textIn[language], language).map(({ name }) => name);
  expect(names('services', 'zh')).toEqual(['A 奶粉']);
  expect(names('services', 'en')).toEqual(['A Formula']);
  expect(names('counters', 'en')).toEqual(['Fitting room 3']);
  expect(names('people', 'zh')).toEqual(['林岚', '没有登录']);
  expect(names('hours', 'zh')).toEqual(['9:00']);
  expect(names('days', 'zh')).toEqual(['6月14日星期日']);
});

test('a share is a percentage of one decimal at most; of nothing there is none', () => {
  expect(share(3, 8)).toBe('37.5%');
  expect(share(4, 6)).toBe('66.7%');
  expect(share(0, 5)).toBe('0%');
  expect(share(0, 0)).toBe('');
});
