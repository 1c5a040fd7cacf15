import { z } from 'zod';
import type { Bilingual, Language } from './language.ts';

/** What a person does so that a wire can be opened: the exact command, rule or setting. `{name}` is filled from the remedy's details. */
export const remedyTexts = {
  join_group: {
    zh: '运行收银程序的用户不在 {group} 组。执行 sudo usermod -aG {group} $USER，然后注销再登录。',
    en: 'The user of the station is not in group {group}. Run sudo usermod -aG {group} $USER, then log out and in again.',
  },
  udev_rule: {
    zh: '在 /etc/udev/rules.d/60-guitai.rules 写入一行：{rule} 然后执行 sudo udevadm control --reload，重插设备；用户要在 {group} 组里。',
    en: 'Put one line into /etc/udev/rules.d/60-guitai.rules: {rule} Then run sudo udevadm control --reload and plug it in again; the user must be in group {group}.',
  },
  use_print_queue: {
    zh: '这台 USB 打印机由系统的打印驱动管着。改用它的打印队列；一定要直连，就用 Zadig 给它换成 WinUSB 驱动，之后系统里不再有这台打印机。',
    en: "The system's own printer driver holds this USB printer. Use its print queue; to drive it directly, give it the WinUSB driver with Zadig, and it disappears from the system's printers.",
  },
  held_elsewhere: {
    zh: '别的程序正占用它。关掉那个程序；打印机还要删掉系统里的打印队列。',
    en: 'Another program holds it. Close that program; for a printer, also remove its print queue from the system.',
  },
  same_model_twice: {
    zh: '插着几台一样的设备，分不清是哪一台。在设置里写上 serialNumber 或 location（插口）。',
    en: 'Several of the same device are plugged in. Name the one meant by serialNumber or location (its socket).',
  },
  no_usb_here: {
    zh: '这台机器没有可用的 USB 总线。虚拟机要先把设备接入；容器要给它 /dev/bus/usb。',
    en: 'This machine has no USB bus to use. Attach the device to the virtual machine, or give the container /dev/bus/usb.',
  },
  install_package: {
    zh: '缺少程序 {program}。安装软件包 {package}：sudo apt install {package}',
    en: 'The program {program} is missing. Install package {package}: sudo apt install {package}',
  },
  set_hid_pos: {
    zh: '扫码枪没有设成 HID POS。扫它说明书里的“USB HID POS”设置码；也可以扫“USB 虚拟串口”，设置里写 "type": "serial"。当键盘用的扫码枪不用在这里设置。',
    en: 'The scanner is not set to HID POS. Scan the code "USB HID POS" in its manual, or "USB COM port" and set "type": "serial". A scanner that acts as a keyboard needs no setting here.',
  },
  load_driver: {
    zh: '没有驱动接管它。执行 sudo modprobe {driver}，再重插；Windows 请装厂家的驱动。',
    en: "No driver took it. Run sudo modprobe {driver} and plug it in again; on Windows install the maker's driver.",
  },
  keyboard_scanner: {
    zh: '这把枪像键盘一样打字，收银页面上直接能用，不用设置。想让它单独接进来，用它说明书里的码切到 USB HID POS 或 USB COM。',
    en: 'This scanner types like a keyboard: it works on the till as it is, with nothing to set up. To connect it by itself, scan the code for USB HID POS or USB COM in its manual.',
  },
} as const satisfies Record<string, Bilingual>;

export type RemedyCode = keyof typeof remedyTexts;

export const Remedy = z.strictObject({
  code: z.enum(Object.keys(remedyTexts) as [RemedyCode, ...RemedyCode[]]),
  details: z.record(z.string().max(40), z.string().max(300)),
});
export type Remedy = z.infer<typeof Remedy>;

/** The remedy as a sentence. */
export function remedyText({ code, details }: Remedy, language: Language): string {
  return remedyTexts[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
}
