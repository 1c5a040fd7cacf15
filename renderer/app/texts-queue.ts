import type { Bilingual } from '#contract/language.ts';

/** Words that every screen of the queue uses: counters, classes and states of tickets. */
export const queueTexts = {
  'queue.counter.counter': { zh: '{number} 号柜台', en: 'Counter {number}' },
  'queue.counter.window': { zh: '{number} 号窗口', en: 'Window {number}' },
  'queue.counter.room': { zh: '{number} 号诊室', en: 'Room {number}' },
  'queue.counter.fitting_room': { zh: '{number} 号试衣间', en: 'Fitting room {number}' },
  'queue.counter.service_desk': { zh: '{number} 号服务台', en: 'Service desk {number}' },
  'queue.class.normal': { zh: '普通', en: 'Regular' },
  'queue.class.assisted': { zh: '老幼孕残', en: 'Assisted' },
  'queue.class.vip': { zh: '会员优先', en: 'VIP' },
  'queue.class.appointment': { zh: '预约', en: 'Booked' },
  'queue.state.waiting': { zh: '等候', en: 'Waiting' },
  'queue.state.called': { zh: '已叫号', en: 'Called' },
  'queue.state.serving': { zh: '正在接待', en: 'Serving now' },
  'queue.state.held': { zh: '挂起', en: 'On hold' },
  'queue.state.served': { zh: '已办完', en: 'Served' },
  'queue.state.missed': { zh: '过号', en: 'Missed' },
  'queue.state.cancelled': { zh: '已离开', en: 'Left' },
  'queue.state.expired': { zh: '已过期', en: 'Expired' },
  'queue.closed.hours': { zh: '不在办理时间', en: 'Outside its hours' },
  'queue.closed.paused': { zh: '暂停取号', en: 'No tickets for now' },
  'queue.closed.limit': { zh: '今天的号已取完', en: 'All tickets of today are taken' },
  'queue.closed.exhausted': { zh: '号码用完了', en: 'Out of numbers' },
} as const satisfies Record<string, Bilingual>;
