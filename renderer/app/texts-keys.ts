import type { Bilingual } from '#contract/language.ts';

/** Words of the page for keys and function barcodes. */
export const keysTexts = {
  'keys.title': { zh: '按键和功能条码', en: 'Keys and function barcodes' },
  'keys.open': { zh: '改按键、打印按键卡和功能条码', en: 'Change keys, print the key card and function barcodes' },
  'keys.hint': {
    zh: '点一个按键，再按想要的键：F1–F10、F12、Alt 加字母或数字、Home、End、Page Up、Page Down、Insert。已被占用的键会对调。',
    en: 'Press a key cap, then the key you want: F1 to F10, F12, Alt and a letter or digit, Home, End, Page Up, Page Down, Insert. A key that is taken is swapped.',
  },
  'keys.command': { zh: '功能', en: 'Function' },
  'keys.key': { zh: '按键', en: 'Key' },
  'keys.code': { zh: '功能条码', en: 'Barcode' },
  'keys.change': { zh: '{name} 的按键，现在是 {key}，点此更改', en: 'Key for {name}, now {key}: press to change' },
  'keys.press': { zh: '按一个键… Esc 不改', en: 'Press a key… Esc keeps it' },
  'keys.fixed': { zh: '固定', en: 'fixed' },
  'keys.notAllowed': {
    zh: '这个键不能用：浏览器、输入或称重退货里要用它。',
    en: 'That key is not free: the browser, typing, weighing or returns need it.',
  },
  'keys.swapped': { zh: '{key} 原来是“{name}”，已和它对调。', en: '{key} was "{name}"; the two were swapped.' },
  'keys.save': { zh: '保存', en: 'Save' },
  'keys.saved': { zh: '已保存，每个收银台马上生效。', en: 'Saved; every till has them now.' },
  'keys.reset': { zh: '恢复出厂按键', en: 'Keys as delivered' },
  'keys.print': { zh: '打印本页', en: 'Print this page' },
  'keys.print.keys': { zh: '小票机打印按键卡', en: 'Key card on the receipt printer' },
  'keys.print.codes': { zh: '小票机打印功能条码', en: 'Barcodes on the receipt printer' },
  'keys.printing': { zh: '已交给小票机。', en: 'Sent to the receipt printer.' },
  'keys.times': { zh: '下一件 × {count}', en: 'Next item × {count}' },
} as const satisfies Record<string, Bilingual>;
