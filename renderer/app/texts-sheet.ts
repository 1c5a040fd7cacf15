import type { Bilingual } from '#contract/language.ts';

/** Words of tables that are brought. */
export const sheetTexts = {
  'sheet.paste': { zh: '把表格里的几列粘贴到这里', en: 'Paste columns of a spreadsheet here' },
  'sheet.takePasted': { zh: '导入粘贴的内容', en: 'Import what was pasted' },
  'sheet.file': { zh: '选择文件（CSV 或 XLSX）', en: 'Choose a file (CSV or XLSX)' },
  'sheet.orFile': { zh: '或选择文件（CSV 或 XLSX）', en: 'Or choose a file (CSV or XLSX)' },
  'sheet.notOne': {
    zh: '只能导入 {max} MB 以内的 .csv、.txt 和 .xlsx。',
    en: 'Only .csv, .txt and .xlsx of at most {max} MB can be imported.',
  },
  'sheet.sending': { zh: '正在上传 {percent}%', en: 'Sending, {percent}%' },
  'sheet.taking': {
    zh: '已读 {rows} 行：新增 {added}，更新 {updated}，不变 {kept}，未导入 {refused}',
    en: '{rows} rows read: {added} added, {updated} updated, {kept} unchanged, {refused} refused',
  },
  'sheet.done': {
    zh: '导入完成，共 {rows} 行：新增 {added}，更新 {updated}，不变 {kept}，未导入 {refused}',
    en: 'Done, {rows} rows: {added} added, {updated} updated, {kept} unchanged, {refused} refused',
  },
  'sheet.wrong': { zh: '没有导入的行', en: 'Rows that were refused' },
  'sheet.line': { zh: '第 {line} 行', en: 'Line {line}' },
} as const satisfies Record<string, Bilingual>;
