import type { Bilingual } from '../language.ts';

/** The queue-calling station: services, tickets, counters, bookings. */
export const queueErrors = {
  service_unknown: { zh: '没有这项业务，或已停用。没有取号。', en: 'No such service, or it is switched off. No ticket was taken.' },
  service_closed: {
    zh: '{service} 现在不在营业时间，没有取号。{opens} 起可以取号；已取的号照常叫。',
    en: '{service} is closed now, no ticket was taken. It opens {opens}; tickets already taken are still called.',
  },
  service_paused: {
    zh: '{service} 暂停取号。已取的号照常叫。',
    en: '{service} gives no tickets for now. Tickets already taken are still called.',
  },
  service_limit: {
    zh: '{service} 今天的 {max} 个号已经取完。请明天再来，或问工作人员。',
    en: 'All {max} tickets of today for {service} are taken. Please come tomorrow, or ask the staff.',
  },
  service_exhausted: {
    zh: '{service} 的号码用完了，没有取号。请工作人员在设置里放宽号段。',
    en: 'The numbers of {service} are used up, no ticket was taken. Widen its range in the settings.',
  },
  queue_full: {
    zh: '已有 {max} 个号在等，先不再取号。',
    en: '{max} tickets are waiting, no more are given for now.',
  },
  queue_changed: {
    zh: '叫号设置刚才在别处改过，这里的改动没有保存。看一眼现在的设置，再改一次。',
    en: 'The settings of the queue have just been changed elsewhere; this change was not saved. Look at them as they are now, then change them again.',
  },
  counter_unknown: { zh: '没有这个柜台，或已停用。', en: 'No such counter, or it is switched off.' },
  counter_closed: { zh: '{counter} 号柜台没有开。先开柜台。', en: 'Counter {counter} is not open. Open it first.' },
  counter_paused: { zh: '{counter} 号柜台暂停中。先恢复接待，再叫号。', en: 'Counter {counter} is paused. Resume before calling.' },
  counter_busy: {
    zh: '{counter} 号柜台还有 {number}。先完成、挂起或转接它。',
    en: '{number} is still at counter {counter}. Finish, hold or transfer it first.',
  },
  counter_free: { zh: '{counter} 号柜台现在没有号码。先叫号。', en: 'There is no ticket at counter {counter}. Call one first.' },
  counter_elsewhere: {
    zh: '{counter} 号柜台由另一台设备打开着，这里没有改动。要在这里用，请接管它。',
    en: 'Counter {counter} is open at another device; nothing was changed here. Take it over to use it here.',
  },
  queue_elsewhere: {
    zh: '排队由另一台主机管，这里没有做。设置、取号机、叫号键盘请用那台主机的。',
    en: 'Another station runs the queue; nothing was done here. Its setup, kiosks and keypads are there.',
  },
  queue_link_lost: {
    zh: '连不上排队的主机，没有叫号。看网络和那台主机，恢复后再按一次。',
    en: 'The station of the queue cannot be reached; nobody was called. Look at the network and at that station, then press again.',
  },
  queue_link_training: {
    zh: '培训中，另一台主机上是真的顾客，没有叫号。',
    en: 'In training nobody is called: the customers at the other station are real.',
  },
  counter_sign_in: { zh: '请输入编号和密码再开柜台。', en: 'Enter number and PIN to open the counter.' },
  ticket_unknown: { zh: '没有这个号。', en: 'No such ticket.' },
  ticket_waiting: { zh: '{number} 还在等候，没有叫到。先叫号。', en: '{number} is still waiting. Call it first.' },
  ticket_called: { zh: '{number} 已经叫到柜台了。', en: '{number} is already called to a counter.' },
  ticket_serving: { zh: '{number} 正在接待，请用“完成”。', en: '{number} is being served; finish it instead.' },
  ticket_held: { zh: '{number} 挂起着。先恢复它。', en: '{number} is on hold. Resume it first.' },
  ticket_missed: { zh: '{number} 已过号。可以恢复，或指定叫它。', en: '{number} missed its turn. Resume it, or pick it.' },
  ticket_left: { zh: '{number} 已经取消，顾客不来了。', en: '{number} was cancelled, the customer left.' },
  ticket_over: { zh: '{number} 已经结束，没有改动。', en: '{number} is over, nothing was changed.' },
  ticket_other_kiosk: {
    zh: '{number} 不是刚刚在这台机器上取的，没有补打。请到服务台补打。',
    en: '{number} was not taken at this machine just now; it was not printed. The service desk prints it again.',
  },
  ticket_elsewhere: { zh: '{number} 在别的柜台，这里没有改动。', en: '{number} is at another counter; nothing was changed here.' },
  recall_limit: {
    zh: '{number} 已经重呼 {max} 次。没来就按“过号”。',
    en: '{number} was called again {max} times. If nobody comes, mark it as missed.',
  },
  booking_unknown: {
    zh: '没有这个预约，或已取消。可以取普通号。',
    en: 'No such booking, or it was cancelled. An ordinary ticket can be taken.',
  },
  booking_used: { zh: '这个预约已经办过。', en: 'This booking was already used.' },
  booking_early: {
    zh: '预约时间是 {from}，{opens} 起可以签到。',
    en: 'The booking is for {from}; check-in opens at {opens}.',
  },
  booking_late: {
    zh: '预约时段到 {to}，已经过了。请取普通号。',
    en: 'The booked time ended at {to}. Please take an ordinary ticket.',
  },
  booking_window: { zh: '预约的时间段不对，没有保存。', en: 'That window of time cannot be booked; nothing was saved.' },
} as const satisfies Record<string, Bilingual>;
