import type { Bilingual } from '../language.ts';

/** Devices, paper, labels, and the settings they stand in. */
export const deviceErrors = {
  print_job_unknown: { zh: '没有这个打印任务。', en: 'No such print job.' },
  print_job_settled: { zh: '这个打印任务已经处理过。', en: 'This print job is already settled.' },
  label_unavailable: {
    zh: '标签数据 labels.db 打不开，不能打标签；收银不受影响。找店长查看日志。',
    en: 'The label file labels.db cannot be opened, so no labels; selling is not affected. Ask the manager to look at the log.',
  },
  label_not_saved: {
    zh: '标签任务没有保存下来，没有打印。先清理磁盘再试。',
    en: 'The label job could not be saved; nothing was printed. Free some disk space and try again.',
  },
  label_too_many: { zh: '一次最多 {max} 张标签，请分几次打。', en: 'At most {max} labels at once, please split the order.' },
  label_job_unknown: { zh: '没有这个标签任务。', en: 'No such label job.' },
  label_no_code: {
    zh: '{name} 没有条码，货号也不能做成码，打不了一物一码。先给它一个条码。',
    en: '{name} has no barcode and its SKU cannot be a code: give it a barcode first.',
  },
  label_misfit: {
    zh: '{what} 放不进这种标签，没有打印。换大一点的标签，或改短条码。',
    en: '{what} does not fit on this label; nothing was printed. Take a larger label, or a shorter code.',
  },
  device_unknown: { zh: '没有配置这个设备：{device}', en: 'No such device: {device}' },
  device_not_ready: { zh: '{device} 没有就绪，检查电源和连线。', en: '{device} is not ready, check power and cable.' },
  device_path: {
    zh: '{path} 不是设备。Linux 写 /dev/ 下面的名字，Windows 写 COM3 这样的端口。',
    en: '{path} is no device. On Linux give a name under /dev/, on Windows a port such as COM3.',
  },
  address_public: {
    zh: '{host} 不是店里网络的地址，没有去找。',
    en: '{host} is not an address of the local network; it was not asked.',
  },
  settings_changed: {
    zh: '设置刚才在别处改过，这里的改动没有保存。看一眼现在的设置，再改一次。',
    en: 'The settings have just been changed elsewhere; this change was not saved. Look at them as they are now, then change them again.',
  },
  settings_refused: {
    zh: '没有保存，设置没有变：{key} 应为 {allowed}',
    en: 'Not saved, the settings are as before: {key} must be {allowed}',
  },
  setup_busy: {
    zh: '正在试另一台设备，请等它结束。',
    en: 'Another device is being tried, please wait for it to end.',
  },
  drawer_stuck: {
    zh: '已给钱箱发出开启信号，钱箱没有弹开。用钥匙打开，检查锁和连线。',
    en: 'The drawer got its pulse and did not open. Open it with the key, then check lock and cable.',
  },
  pairing_off: { zh: '局域网访问没有开启。', en: 'LAN access is off.' },
  pairing_full: {
    zh: '已经接入 {max} 台设备，没有取码。先移除一台不用的，再取配对码。',
    en: '{max} devices are paired; no code was made. Remove one that is not used, then get a code.',
  },
  pairing_code_wrong: { zh: '配对码不对或已过期。', en: 'The pairing code is wrong or has expired.' },
} as const satisfies Record<string, Bilingual>;
