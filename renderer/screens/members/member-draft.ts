import { Member, MemberCode, MemberPhone } from '#contract/member.ts';
import type { CommandInput } from '#renderer/app/client.ts';
import type { TextKey } from '#renderer/app/i18n.ts';

/** A member as the form has them. */
export interface MemberDraft extends Pick<Member, 'name' | 'title' | 'code' | 'phone' | 'level' | 'active'> {
  readonly id: number | undefined;
  readonly tags: string;
}

export function draftOf(member: Member | undefined): MemberDraft {
  if (!member) return { id: undefined, name: '', title: 'ms', code: '', phone: '', level: 'standard', tags: '', active: true };
  const { id, name, title, code, phone, level, active } = member;
  return { id, name, title, code, phone, level, active, tags: member.tags.join(', ') };
}

/** The member the form stands for, or why it is none. */
export function readDraft({ id, ...draft }: MemberDraft): { readonly member: CommandInput<'member.save'> } | { readonly why: TextKey } {
  const name = draft.name.trim();
  const code = draft.code.trim().toUpperCase();
  const phone = draft.phone.replaceAll(/[\s-]/g, '');
  const tags = draft.tags
    .split(/[,，、]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  if (name === '') return { why: 'members.wrong.name' };
  if (!MemberCode.safeParse(code).success) return { why: 'members.wrong.code' };
  if (phone !== '' && !MemberPhone.safeParse(phone).success) return { why: 'members.wrong.phone' };
  if (!Member.shape.tags.safeParse(tags).success) return { why: 'members.wrong.tags' };
  return { member: { ...draft, ...(id === undefined ? {} : { id }), name, code, phone, tags } };
}
