import type { Ticket } from './ticket.ts';
import { surnameOf, type Member } from '#contract/member.ts';
import { MAX_CUSTOMER_CHARACTERS, type QueueSetup, type TicketClass } from '#contract/queue.ts';

const TITLES = { ms: ['女士', 'Ms'], mr: ['先生', 'Mr'], none: ['', ''] } as const satisfies Record<
  Member['title'],
  readonly [string, string]
>;

/** What is kept of a member on a ticket. */
export function customerOf(member: Member): Pick<Ticket, 'memberId' | 'customer' | 'level'> {
  return { memberId: member.id, customer: addressOf(member), level: member.level };
}

/** How a member is called: 林女士, Ms Lin; no longer than a ticket has room for. */
export function addressOf({ name, title }: Pick<Member, 'name' | 'title'>): string {
  const [zh, en] = TITLES[title];
  const surname = surnameOf(name);
  return /\p{Script=Han}/u.test(surname) ? `${surname}${zh}` : `${en} ${surname}`.trim().slice(0, MAX_CUSTOMER_CHARACTERS);
}

/** The class a member may have by level or tags, if that is called sooner than the one asked for. */
export function classFor(
  member: Pick<Member, 'level' | 'tags'> | undefined,
  wanted: TicketClass,
  { vipLevels, assistedTags, headStartMinutes }: Pick<QueueSetup, 'vipLevels' | 'assistedTags' | 'headStartMinutes'>,
): TicketClass {
  const possible: TicketClass[] = [wanted];
  if (member && vipLevels.includes(member.level)) possible.push('vip');
  if (member?.tags.some((tag) => assistedTags.includes(tag))) possible.push('assisted');
  return possible.reduce((best, each) => (headStartMinutes[each] > headStartMinutes[best] ? each : best));
}
