import type { Bilingual, Language } from '#contract/language.ts';
import type { CounterKind, FollowedTicket, ServiceClosed, TicketState } from '#contract/queue.ts';

/** Every word on a customer's phone. `{name}` is filled in. */
const texts = {
  takeTitle: { zh: '手机取号', en: 'Take a ticket' },
  takeWhat: { zh: '您要办什么？', en: 'What can we help with?' },
  takeHint: { zh: '点一下就取号', en: 'One tap takes a ticket' },
  waiting: { zh: '{count} 人等候', en: '{count} waiting' },
  noWait: { zh: '不用等', en: 'No wait' },
  wait: { zh: '大约等 {minutes} 分钟', en: 'about {minutes} min' },
  noServices: { zh: '现在没有可以取号的服务', en: 'There is nothing to queue for now' },
  closedHours: { zh: '现在不取号，{at} 开始', en: 'Closed, opens {at}' },
  closedNow: { zh: '现在不取号', en: 'Closed now' },
  closedLimit: { zh: '今天的号取完了', en: 'No tickets left today' },
  yourNumber: { zh: '您的号码', en: 'Your number' },
  ahead: { zh: '前面', en: 'Ahead of you' },
  people: { zh: '{count} 人', en: '{count}' },
  estimate: { zh: '大约等', en: 'Wait about' },
  minutes: { zh: '{minutes} 分钟', en: '{minutes} min' },
  unknown: { zh: '说不准', en: 'not known' },
  stateWaiting: { zh: '等候中，可以先逛逛', en: 'Waiting. Feel free to look around' },
  stateNext: { zh: '下一位就是您，请回来', en: 'You are next, please come back' },
  stateCalled: { zh: '轮到您了，请到 {counter}', en: 'It is your turn, please go to {counter}' },
  stateServing: { zh: '正在 {counter} 办理', en: 'Being served at {counter}' },
  stateHeld: { zh: '先为您保留，请到服务台', en: 'Set aside for you, please ask at the service desk' },
  stateServed: { zh: '已办完，谢谢光临', en: 'Done, thank you for coming' },
  stateMissed: { zh: '已过号', en: 'Your number was called and missed' },
  stateCancelled: { zh: '已取消', en: 'Cancelled' },
  stateExpired: { zh: '这是以前的号，已过期', en: 'This number is from another day' },
  counter: { zh: '柜台', en: 'the counter' },
  missedAsk: { zh: '请到服务台', en: 'Please ask at the service desk' },
  coming: { zh: '我来了', en: "I'm coming" },
  isComing: { zh: '已告诉店员您在路上', en: 'The staff know you are on your way' },
  cancel: { zh: '取消这个号', en: 'Cancel this ticket' },
  cancelSure: { zh: '确定取消，不排了', en: 'Yes, cancel it' },
  keepOpen: { zh: '这一页会自己更新，留着就行', en: 'This page updates by itself, keep it open' },
  stale: { zh: '连不上店里，号码还在，正在重试', en: 'No connection to the shop. Your number is kept, trying again' },
  problemCode: {
    zh: '这个二维码过期了，请再扫一次店里屏幕上的码',
    en: 'This code is too old. Scan the one on the screen in the shop again',
  },
  problemTicket: { zh: '没有这个号，请看小票或再扫一次码', en: 'There is no such ticket. Look at the paper or scan the code again' },
  problemBusy: { zh: '人太多了，请过一会儿再试', en: 'Too many requests, please wait a moment' },
  problemAway: { zh: '叫号台还没有准备好，请过一会儿再试', en: 'The queue is not ready yet, please try again in a moment' },
  otherLanguage: { zh: 'English', en: '中文' },
} as const satisfies Record<string, Bilingual>;

export type PhoneText = keyof typeof texts;

/** A sentence in one language. */
export function phoneText(key: PhoneText, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return texts[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const counterNames: Readonly<Record<CounterKind, Bilingual>> = {
  counter: { zh: '{number} 号柜台', en: 'counter {number}' },
  window: { zh: '{number} 号窗口', en: 'window {number}' },
  room: { zh: '{number} 号房间', en: 'room {number}' },
  fitting_room: { zh: '{number} 号试衣间', en: 'fitting room {number}' },
  service_desk: { zh: '{number} 号服务台', en: 'service desk {number}' },
};

/** "3 号柜台"; a counter nobody named is "the counter". */
export function counterName(counter: FollowedTicket['counter'], language: Language): string {
  return counter ? counterNames[counter.kind][language].replace('{number}', String(counter.number)) : phoneText('counter', language);
}

/** What a ticket's holder should do now. */
export function stateWords(ticket: FollowedTicket, language: Language): string {
  const keys: Readonly<Record<TicketState, PhoneText>> = {
    waiting: ticket.ahead === 0 ? 'stateNext' : 'stateWaiting',
    called: 'stateCalled',
    serving: 'stateServing',
    held: 'stateHeld',
    served: 'stateServed',
    missed: 'stateMissed',
    cancelled: 'stateCancelled',
    expired: 'stateExpired',
  };
  return phoneText(keys[ticket.state], language, { counter: counterName(ticket.counter, language) });
}

/** Why a service gives no ticket now, with the hour it opens. */
export function closedWords({ why, opensAtMs }: ServiceClosed, language: Language, timeZone: string): string {
  if (why === 'limit' || why === 'exhausted') return phoneText('closedLimit', language);
  if (why === 'paused' || opensAtMs === null) return phoneText('closedNow', language);
  const at = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(opensAtMs);
  return phoneText('closedHours', language, { at });
}
