import { z } from 'zod';

/** Rising trust; what each level is worth is said by price lists and promotions. */
export const MemberLevel = z.enum(['standard', 'silver', 'gold', 'diamond']);
export type MemberLevel = z.infer<typeof MemberLevel>;

/** What the codes of those who were forgotten begin with. */
export const FORGOTTEN_CODE = 'FORGOTTEN-';

/**
 * What is printed on the card or shown as a code on the phone: letters, digits and -, with at least one letter, so that no barcode of an article is
 * one. Nobody has a code of those who were forgotten.
 */
export const MemberCode = z
  .string()
  .regex(/^(?=.*[A-Z])[A-Z0-9][A-Z0-9-]{3,31}$/)
  .max(32)
  .refine((code) => !code.startsWith(FORGOTTEN_CODE));
/** A mobile number of mainland China, or another number with its country code. */
export const MemberPhone = z.string().regex(/^(1[3-9][0-9]{9}|\+[0-9]{7,15})$/);

/** A customer the shop knows. Personal data: only rights `member.manage` sees the whole of it. */
export const Member = z.strictObject({
  id: z.int().min(1),
  code: MemberCode,
  /** Empty where the customer gave none. */
  phone: z.union([MemberPhone, z.literal('')]),
  name: z.string().trim().min(1).max(40),
  title: z.enum(['ms', 'mr', 'none']),
  level: MemberLevel,
  /** The shop's own words: what offers and the queue may look at. */
  tags: z.array(z.string().trim().min(1).max(20)).max(10),
  joinedOn: z.iso.date(),
  active: z.boolean(),
});
export type Member = z.infer<typeof Member>;

/** What a till, a caller or a kiosk may see of a member. */
export const MemberCard = Member.pick({ id: true, level: true, tags: true, joinedOn: true }).extend({
  /** The whole name on a till; elsewhere the surname and title. */
  name: z.string().max(40),
  title: Member.shape.title,
  /** 138****6027, or empty. */
  maskedPhone: z.string().max(20),
});
export type MemberCard = z.infer<typeof MemberCard>;

/** The three first and four last digits; shorter numbers keep only their last two. */
export function maskPhone(phone: string): string {
  if (phone.length < 9) return phone === '' ? '' : `****${phone.slice(-2)}`;
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** Families of two characters: the first one alone would be another family. */
const LONG_SURNAMES = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '司徒',
  '端木',
  '独孤',
  '南宫',
];

/** What to call a person by in public: the surname of a Chinese name, the last word of any other. */
export function surnameOf(name: string): string {
  if (!/\p{Script=Han}/u.test(name)) return name.split(/\s+/).at(-1) ?? name;
  return LONG_SURNAMES.find((surname) => name.startsWith(surname)) ?? /^./su.exec(name)?.[0] ?? name;
}
