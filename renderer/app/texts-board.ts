import type { Bilingual } from '#contract/language.ts';

/** Words of the boards that show who is called. */
export const boardTexts = {
  'board.now': { zh: '现在叫号', en: 'Now calling' },
  'board.quiet': { zh: '暂时没有叫号', en: 'Nobody is being called' },
  'board.quietHint': { zh: '请先取号，叫到号码时这里会显示', en: 'Take a ticket, your number will show here' },
  'board.waiting': { zh: '等候 {count} 人', en: '{count} waiting' },
  'board.waitingOther': { zh: '等候', en: 'Waiting' },
  'board.people': { zh: '{count} 人', en: '{count}' },
  'board.noWait': { zh: '不用等', en: 'No wait' },
  'board.about': { zh: '约 {minutes} 分钟', en: '{minutes} min' },
  'board.noCounter': { zh: '暂无柜台', en: 'No counter open' },
  'board.opensAt': { zh: '{time} 开放', en: 'Opens {time}' },
  'board.missed': { zh: '过号 {numbers}', en: 'Missed {numbers}' },
  'board.stale': {
    zh: '{time} 起与叫号台断开，号码可能不是最新，请听现场叫号',
    en: 'Out of touch since {time}: numbers may be old, please listen for calls',
  },
  'board.tapForSound': { zh: '点一下屏幕，打开叫号声音', en: 'Tap the screen for spoken calls' },
  'board.phone': { zh: '手机扫码取号', en: 'Scan for a ticket' },
  'board.area': { zh: '{area} 区', en: 'Area {area}' },
} as const satisfies Record<string, Bilingual>;
