import { fieldsOf, tagWords, text, yesNo, type Field } from '../sheet/field.ts';
import type { SheetKind } from '../sheet/read-sheet.ts';
import { Member, MemberCode, MemberPhone, type MemberLevel } from '#contract/member.ts';

/** A row of a list of members; what the list does not speak of is left out. Without a code one is made. */
export type MemberRow = Pick<Member, 'name'> & Partial<Omit<Member, 'id' | 'name'>>;

const COLUMNS = {
  code: ['会员号', '会员编号', '会员卡号', '卡号'],
  phone: ['手机', '手机号', '手机号码', '电话', '电话号码', 'mobile'],
  name: ['姓名', '会员姓名', '名字', '会员名称'],
  title: ['称呼', '性别'],
  level: ['等级', '会员等级', '会员级别'],
  tags: ['标签'],
  joined: ['入会日期', '办卡日期', '开卡日期', '注册日期'],
  active: ['在用', '启用', '是否启用'],
} as const;
type Column = keyof typeof COLUMNS;
type MemberField = Field<Column>;

/** The columns by their first names, as the command line tells them. */
export const MEMBER_COLUMNS: readonly string[] = Object.keys(COLUMNS);

const TITLES: Readonly<Record<string, Member['title']>> = {
  先生: 'mr',
  男: 'mr',
  mr: 'mr',
  m: 'mr',
  女士: 'ms',
  女: 'ms',
  ms: 'ms',
  f: 'ms',
  '': 'none',
  无: 'none',
  none: 'none',
};
const LEVELS: Readonly<Record<string, MemberLevel>> = {
  '': 'standard',
  普通: 'standard',
  普通会员: 'standard',
  standard: 'standard',
  银卡: 'silver',
  银卡会员: 'silver',
  silver: 'silver',
  金卡: 'gold',
  金卡会员: 'gold',
  gold: 'gold',
  钻石: 'diamond',
  钻石会员: 'diamond',
  diamond: 'diamond',
};

/** A list of members, as other systems export it. */
export const MEMBERS: SheetKind<Column, MemberRow> = {
  columns: COLUMNS,
  required: ['name'],
  parse(header, cells) {
    const field = fieldsOf(header, cells);
    const has = (column: Column): boolean => header.has(column);
    const code = field.cell('code') === '' ? undefined : codeOf(field);
    const phone = phoneOf(field);
    if (code === undefined && phone === '') field.refuse('name', '既没有会员号也没有手机号', 'has neither a code nor a phone number');
    const row: MemberRow = {
      name: text(field, 'name', Member.shape.name.maxLength ?? 40, { required: true }),
      ...(code === undefined ? {} : { code }),
      ...(has('phone') && phone !== '' ? { phone } : {}),
      ...(has('title') ? { title: oneOf(field, 'title', TITLES, 'none') } : {}),
      ...(has('level') ? { level: oneOf(field, 'level', LEVELS, 'standard') } : {}),
      ...(has('tags') ? { tags: tagWords(field, 'tags', 10, 20, /[|,，、;；]/) } : {}),
      ...(field.cell('joined') === '' ? {} : { joinedOn: joinedOn(field) }),
      ...(has('active') ? { active: yesNo(field, 'active', true) } : {}),
    };
    return field.reasons.length === 0 ? { row } : { reasons: field.reasons };
  },
};

function codeOf({ cell, refuse }: MemberField): string {
  const code = cell('code').normalize('NFKC').toUpperCase();
  if (!MemberCode.safeParse(code).success)
    refuse('code', '应为 4 到 32 个字母、数字和 -，至少一个字母', 'must be 4 to 32 letters, digits and -, with at least one letter');
  return code;
}

/** With or without blanks, hyphens and the country code of China. */
function phoneOf({ cell, refuse }: MemberField): string {
  const phone = cell('phone')
    .normalize('NFKC')
    .replaceAll(/[\s-]/g, '')
    .replace(/^(?:\+?86)(?=1\d{10}$)/, '');
  if (phone !== '' && !MemberPhone.safeParse(phone).success)
    refuse('phone', '应为 11 位手机号，或以 + 和国家代码开头', 'must have 11 digits, or begin with + and the country code');
  return phone;
}

function oneOf<Value>(
  { cell, refuse }: MemberField,
  column: 'title' | 'level',
  words: Readonly<Record<string, Value>>,
  otherwise: Value,
): Value {
  const word = cell(column).normalize('NFKC').toLowerCase();
  if (Object.hasOwn(words, word)) return words[word] ?? otherwise;
  const known = Object.keys(words)
    .filter((name) => name !== '')
    .join(', ');
  refuse(column, `应为其中之一：${known}`, `must be one of ${known}`);
  return otherwise;
}

/** The day before the first that a spreadsheet counts (1900 is a leap year to it). */
const SHEET_EPOCH_MS = Date.UTC(1899, 11, 30);

/** 2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日, with or without a time; or the number of days by which a workbook keeps it. */
function joinedOn({ cell, refuse }: MemberField): string {
  const value = cell('joined').normalize('NFKC');
  const days = /^(\d{5})(?:\.\d+)?$/.exec(value)?.[1];
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s].*)?$/.exec(value);
  const [, year = '', month = match?.[4] ?? '', day = match?.[5] ?? ''] = match ?? [];
  const date =
    days === undefined ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : isoDate(SHEET_EPOCH_MS + Number(days) * 86_400_000);
  if (Member.shape.joinedOn.safeParse(date).success) return date;
  refuse('joined', '不是日期，如 2024-03-05', 'is not a date, e.g. 2024-03-05');
  return '';
}

function isoDate(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
