import type { Bilingual } from '../language.ts';

/** The files of the till: ledger, disk, backups, keys. */
export const ledgerErrors = {
  ledger_full: {
    zh: '磁盘满了，这一单没有保存，也没有收款记录。清理磁盘后再收款，购物篮还在。',
    en: 'The disk is full, this sale was not saved. Free some space and pay again, the basket is kept.',
  },
  disk_full: {
    zh: '磁盘快满了，不能开始新的一单。清理磁盘后自动恢复，收过的款都在。',
    en: 'The disk is nearly full, so no new sale is begun. It goes on by itself once space is freed; everything paid is kept.',
  },
  ledger_failed: {
    zh: '账本写入失败，结果未知。请不要重复收款：先看屏幕上的结果，不恢复就重启本机核对。',
    en: 'Writing the ledger failed and the outcome is unknown. Do not take the money twice: look at the screen, restart if it does not come back.',
  },
  ledger_readonly: {
    zh: '磁盘两次写入失败，账本现在只能看，不能收款。已保存的销售都在。请换磁盘，再从备份恢复。',
    en: 'The disk failed twice: the ledger can be looked at, but nothing is sold. Saved sales are safe. Replace the disk, then restore a backup.',
  },
  ledger_damaged: {
    zh: '账本损坏，第 {entry} 条起不能相信（{problem}）。已停止销售，损坏的文件已留底。请恢复最新备份。',
    en: 'The ledger is damaged from entry {entry} on ({problem}). Selling is stopped and the damaged files are kept aside: restore the newest backup.',
  },
  ledger_newer: {
    zh: '账本由更新的版本 ({found}) 写成，本程序只认识 {known}。请升级程序。',
    en: 'The ledger was written by a newer version ({found}); this program knows {known}. Please upgrade.',
  },
  ledger_older: {
    zh: '账本还是旧版本 ({found})，本程序需要 {known}。先启动一次收银程序完成升级，再执行此命令。',
    en: 'The ledger is of an older version ({found}), this program needs {known}. Start the station once to upgrade it, then run this again.',
  },
  ledger_foreign: {
    zh: '{file} 不是本程序的数据文件，没有改动它。',
    en: '{file} is not a file of this program; it was not touched.',
  },
  ledger_behind: {
    zh: '账本少了已经记过的账：见证记录到第 {witness} 条，账本只到第 {head} 条或内容不同。已停止销售。请用最新备份恢复，或联系技术支持。',
    en: 'The ledger lacks entries it once held: the witness saw entry {witness}, the ledger ends at {head} or differs. Selling is stopped: restore the newest backup or call support.',
  },
  backup_damaged: {
    zh: '备份 {file} 不完整或被改动过，没有使用它。请换一个备份。',
    en: 'The backup {file} is incomplete or was changed; it was not used. Take another one.',
  },
  backup_missing: {
    zh: '没有可用的备份：{place}。插上备份盘，或指定备份文件夹。',
    en: 'There is no backup to use: {place}. Connect the backup medium, or name the folder of a backup.',
  },
  backup_running: {
    zh: '正在备份或恢复，请等它结束。',
    en: 'A backup or restore is in progress, please wait for it to end.',
  },
  backup_failed: {
    zh: '备份没有做成：{cause}。销售照常，以前的备份都在。',
    en: 'The backup was not made: {cause}. Selling goes on, earlier backups are kept.',
  },
  key_failed: {
    zh: '签名密钥无法保存到 {folder}（{cause}），已停止销售，账本没有改动。检查磁盘空间和文件夹权限，再重新启动。',
    en: 'The signing key cannot be saved in {folder} ({cause}). Selling is stopped, the ledger is unchanged: check disk space and the rights of the folder, then start again.',
  },
  ledger_busy: { zh: '账本正被另一个程序使用：{file}', en: 'The ledger is in use by another program: {file}' },
} as const satisfies Record<string, Bilingual>;
