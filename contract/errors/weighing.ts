import type { Bilingual } from '../language.ts';

/** Goods by weight and the scale. */
export const weighingErrors = {
  scale_missing: {
    zh: '这台收银机没有接秤，没有加入购物篮。请手工输入重量。',
    en: 'This till has no scale; nothing was added. Type the weight.',
  },
  scale_not_ready: {
    zh: '秤没有回应，没有加入购物篮。检查秤的电源和连线，或手工输入重量。',
    en: 'The scale does not answer; nothing was added. Check its power and cable, or type the weight.',
  },
  weight_unstable: {
    zh: '还没有称稳，没有加入购物篮。等重量稳定再按一次。',
    en: 'The weight has not settled; nothing was added. Wait for it and press again.',
  },
  weight_zero: { zh: '秤上没有东西，没有加入购物篮。', en: 'Nothing lies on the scale; nothing was added.' },
  weight_under_zero: {
    zh: '重量是负数，没有加入购物篮。清空秤盘后归零，或取消去皮，再称。',
    en: 'The weight is below zero; nothing was added. Empty the pan, set it to zero or end the tare, and weigh again.',
  },
  weight_over: {
    zh: '超过秤的量程，没有加入购物篮。请分几次称。',
    en: 'More than the scale can carry; nothing was added. Weigh it in parts.',
  },
  weight_taken: {
    zh: '秤上这一份已经算过，没有再加。先拿下来，再称下一份。',
    en: 'What lies on the scale is already sold; it was not added again. Take it off before the next one.',
  },
  weighing_open: {
    zh: '{name} 还在称重。按 Enter 加入，或按 Esc 取消，再收款。',
    en: '{name} is still being weighed. Press Enter to add it or Esc to give it up, then take payment.',
  },
  weighing_ended: {
    zh: '{name} 已经不在称重，没有加入购物篮。要卖就再选一次。',
    en: '{name} is no longer being weighed; it was not added. Choose it again to sell it.',
  },
  weight_limit: {
    zh: '{name} 手输的重量超过 {max}，请检查小数点。',
    en: 'The weight typed for {name} is over {max}; check the decimal point.',
  },
} as const satisfies Record<string, Bilingual>;
