import type { CounterKind, QueueCounter, QueueService } from '#contract/queue.ts';

/** The services of the demo shop, open whenever somebody tries it. */
export const DEMO_SERVICES: QueueService[] = [
  demoService(1, 'A', ['奶粉纸尿裤咨询', 'Formula and diapers'], ['选段位、转奶、尺码', 'Choosing, changing stage, sizes'], 5),
  demoService(2, 'B', ['童装试穿', 'Clothes fitting'], ['1 至 3 号试衣间', 'Fitting rooms 1 to 3'], 6),
  demoService(3, 'C', ['量脚试鞋', 'Foot measuring, shoes'], ['学步鞋、运动鞋', 'Toddler and sports shoes'], 5),
  demoService(4, 'D', ['会员与退换货', 'Membership, returns'], ['带上小票或手机号', 'Bring your receipt or phone number'], 4),
  demoService(5, 'E', ['网单自提', 'Collect an online order'], ['出示取货码', 'Show the pick-up code'], 2),
];

/** Where they are served; the service desk is at the till. */
export const DEMO_COUNTERS: QueueCounter[] = [
  demoCounter(1, 'service_desk', 1, [4, 5], '01'),
  demoCounter(2, 'counter', 2, [1, 4], ''),
  demoCounter(3, 'fitting_room', 3, [2], ''),
  demoCounter(4, 'counter', 4, [3], ''),
];

function demoService(
  id: number,
  prefix: string,
  [name, nameEn]: readonly [string, string],
  [note, noteEn]: readonly [string, string],
  defaultMinutes: number,
): QueueService {
  return {
    id,
    prefix,
    name,
    nameEn,
    note,
    noteEn,
    firstNumber: 1,
    lastNumber: 999,
    resetsDaily: true,
    hours: [],
    dailyLimit: 0,
    defaultMinutes,
    targetMinutes: 15,
    offersAssisted: true,
    paused: false,
    active: true,
  };
}

function demoCounter(id: number, kind: CounterKind, number: number, serviceIds: number[], terminal: string): QueueCounter {
  return { id, number, kind, area: '', serviceIds, terminal, active: true };
}
