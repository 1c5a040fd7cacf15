import { PairedDeviceId } from '#contract/pairing.ts';
import type { OpeningHours, QueueCounter, QueueService, QueueSetup } from '#contract/queue.ts';
import type { TextKey } from '#renderer/app/i18n.ts';

/** What is wrong with a form, and where. */
export interface Wrong<Field extends string> {
  readonly field: Field;
  readonly why: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A service as typed into its form. */
export type ServiceDraft = Omit<QueueService, NumberField | 'id'> &
  Readonly<Record<NumberField, string>> & { readonly id: number | undefined };
type NumberField = 'firstNumber' | 'lastNumber' | 'dailyLimit' | 'defaultMinutes' | 'targetMinutes';
export type ServiceField = 'prefix' | 'name' | 'hours' | NumberField;

const LETTERS = 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z'.split(' ');
const EVERY_DAY: OpeningHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '21:00' };

/** What a new row of opening hours says. */
export const newHours = (): OpeningHours => ({ ...EVERY_DAY, days: [...EVERY_DAY.days] });

/** The form of a service; a new one takes the first letter that is free. */
export function serviceDraft(service: QueueService | undefined, { services }: QueueSetup): ServiceDraft {
  if (service) {
    const { firstNumber, lastNumber, dailyLimit, defaultMinutes, targetMinutes } = service;
    return {
      ...service,
      firstNumber: String(firstNumber),
      lastNumber: String(lastNumber),
      dailyLimit: dailyLimit === 0 ? '' : String(dailyLimit),
      defaultMinutes: String(defaultMinutes),
      targetMinutes: String(targetMinutes),
    };
  }
  const taken = new Set(services.map(({ prefix }) => prefix));
  return {
    id: undefined,
    prefix: LETTERS.find((letter) => !taken.has(letter)) ?? '',
    name: '',
    nameEn: '',
    note: '',
    noteEn: '',
    firstNumber: '1',
    lastNumber: '999',
    resetsDaily: true,
    hours: [],
    dailyLimit: '',
    defaultMinutes: '5',
    targetMinutes: '15',
    offersAssisted: false,
    paused: false,
    active: true,
  };
}

/** The service a form describes, under `id` where it is a new one; or the first thing wrong with it. */
export function readService(draft: ServiceDraft, setup: QueueSetup, id: number): { readonly service: QueueService } | Wrong<ServiceField> {
  const prefix = draft.prefix.trim().toUpperCase();
  const name = draft.name.trim();
  const firstNumber = wholeNumber(draft.firstNumber);
  const lastNumber = wholeNumber(draft.lastNumber);
  const dailyLimit = wholeNumber(draft.dailyLimit === '' ? '0' : draft.dailyLimit);
  const defaultMinutes = wholeNumber(draft.defaultMinutes);
  const targetMinutes = wholeNumber(draft.targetMinutes);
  if (name === '') return { field: 'name', why: 'queue.wrong.name' };
  if (!/^[A-Z]{1,2}$/.test(prefix)) return { field: 'prefix', why: 'queue.wrong.prefix' };
  const other = setup.services.find((service) => service.id !== draft.id && service.prefix === prefix);
  if (other) return { field: 'prefix', why: 'queue.wrong.prefixTaken', values: { prefix, name: other.name } };
  if (firstNumber === undefined || firstNumber > 99_999) return { field: 'firstNumber', why: 'queue.wrong.number' };
  if (lastNumber === undefined || lastNumber > 99_999) return { field: 'lastNumber', why: 'queue.wrong.number' };
  if (lastNumber <= firstNumber) return { field: 'lastNumber', why: 'queue.wrong.range' };
  if (dailyLimit === undefined || dailyLimit > 99_999) return { field: 'dailyLimit', why: 'queue.wrong.number' };
  if (!isMinutes(defaultMinutes)) return { field: 'defaultMinutes', why: 'queue.wrong.minutes' };
  if (!isMinutes(targetMinutes)) return { field: 'targetMinutes', why: 'queue.wrong.minutes' };
  if (draft.hours.some(({ days }) => days.length === 0)) return { field: 'hours', why: 'queue.wrong.days' };
  if (draft.hours.some(({ from, to }) => from === '' || to === '')) return { field: 'hours', why: 'queue.wrong.times' };
  const { nameEn, note, noteEn, hours, resetsDaily, offersAssisted, paused, active } = draft;
  return {
    service: {
      id: draft.id ?? id,
      prefix,
      name,
      nameEn: nameEn.trim(),
      note: note.trim(),
      noteEn: noteEn.trim(),
      firstNumber,
      lastNumber,
      resetsDaily,
      hours: hours.map((each) => ({ ...each, days: each.days.toSorted((a, b) => a - b) })),
      dailyLimit,
      defaultMinutes,
      targetMinutes,
      offersAssisted,
      paused,
      active,
    },
  };
}

/** A counter as typed into its form. */
export type CounterDraft = Omit<QueueCounter, 'id' | 'number' | 'terminal' | 'deviceId'> & {
  readonly id: number | undefined;
  readonly number: string;
  /** The till it is at: two digits, a paired device, or '' for none. */
  readonly till: string;
};
export type CounterField = 'number' | 'services' | 'till';

/** The till a counter is at, as one value; '' for none. */
export const tillOf = ({ terminal, deviceId }: Pick<QueueCounter, 'terminal' | 'deviceId'>): string => deviceId ?? terminal;

/** The form of a counter; a new one takes the first number that is free. */
export function counterDraft(counter: QueueCounter | undefined, { counters }: QueueSetup): CounterDraft {
  if (counter) {
    const { terminal: _terminal, deviceId: _deviceId, ...same } = counter;
    return { ...same, number: String(counter.number), till: tillOf(counter) };
  }
  const taken = new Set(counters.filter(({ active }) => active).map(({ number }) => number));
  const free = Array.from({ length: taken.size + 1 }, (_, index) => index + 1).find((number) => !taken.has(number)) ?? 1;
  return { id: undefined, number: String(free), kind: 'counter', area: '', serviceIds: [], till: '', active: true };
}

/** The counter a form describes, under `id` where it is a new one; or the first thing wrong with it. */
export function readCounter(draft: CounterDraft, setup: QueueSetup, id: number): { readonly counter: QueueCounter } | Wrong<CounterField> {
  const number = wholeNumber(draft.number);
  const others = setup.counters.filter((counter) => counter.active && counter.id !== draft.id);
  if (number === undefined || number < 1 || number > 999) return { field: 'number', why: 'queue.wrong.counterNumber' };
  if (draft.active && others.some((other) => other.number === number && other.kind === draft.kind))
    return { field: 'number', why: 'queue.wrong.counterTaken', values: { number } };
  if (draft.active && draft.serviceIds.length === 0) return { field: 'services', why: 'queue.wrong.services' };
  const { till, ...typed } = draft;
  const taken = others.find((other) => till !== '' && tillOf(other) === till);
  if (draft.active && taken) return { field: 'till', why: 'queue.wrong.tillTaken', values: { number: taken.number } };
  return {
    counter: {
      ...typed,
      id: draft.id ?? id,
      number,
      area: draft.area.trim(),
      serviceIds: draft.serviceIds.toSorted((a, b) => a - b),
      ...(PairedDeviceId.safeParse(till).success ? { terminal: '', deviceId: till } : { terminal: till }),
    },
  };
}

/** The rules of the queue as typed. */
export type RulesDraft = Readonly<Record<RulesField, string>> &
  Pick<QueueSetup, 'vipLevels' | 'saleFinishesTicket' | 'saleCallsNext' | 'missedRule'> & {
    /** Separated by commas. */
    readonly assistedTags: string;
  };
export type RulesField =
  | 'vip'
  | 'assisted'
  | 'appointment'
  | 'recallLimit'
  | 'sameTicketMinutes'
  | 'bookingEarlyMinutes'
  | 'bookingLateMinutes';

const MAX_TAGS = 10;
const MAX_TAG_CHARACTERS = 20;

/** Each rule and the most it may be. */
export const RULES: readonly (readonly [RulesField, number])[] = [
  ['vip', 120],
  ['assisted', 120],
  ['appointment', 120],
  ['recallLimit', 10],
  ['sameTicketMinutes', 60],
  ['bookingEarlyMinutes', 120],
  ['bookingLateMinutes', 120],
];

export function rulesDraft({ headStartMinutes, ...setup }: QueueSetup): RulesDraft {
  return {
    vip: String(headStartMinutes.vip),
    assisted: String(headStartMinutes.assisted),
    appointment: String(headStartMinutes.appointment),
    recallLimit: String(setup.recallLimit),
    sameTicketMinutes: String(setup.sameTicketMinutes),
    bookingEarlyMinutes: String(setup.bookingEarlyMinutes),
    bookingLateMinutes: String(setup.bookingLateMinutes),
    vipLevels: setup.vipLevels,
    assistedTags: setup.assistedTags.join('，'),
    saleFinishesTicket: setup.saleFinishesTicket,
    saleCallsNext: setup.saleCallsNext,
    missedRule: setup.missedRule,
  };
}

/** The setup with the rules of a form, or the first thing wrong with them. */
export function readRules(draft: RulesDraft, setup: QueueSetup): { readonly setup: QueueSetup } | Wrong<RulesField | 'assistedTags'> {
  const values = new Map<RulesField, number>();
  for (const [field, most] of RULES) {
    const value = wholeNumber(draft[field]);
    if (value === undefined || value > most) return { field, why: 'queue.wrong.upTo', values: { most } };
    values.set(field, value);
  }
  const assistedTags = draft.assistedTags
    .split(/[,，、]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  if (assistedTags.length > MAX_TAGS || assistedTags.some((tag) => tag.length > MAX_TAG_CHARACTERS))
    return { field: 'assistedTags', why: 'queue.wrong.tags' };
  const of = (field: RulesField): number => values.get(field) ?? 0;
  return {
    setup: {
      ...setup,
      headStartMinutes: { ...setup.headStartMinutes, vip: of('vip'), assisted: of('assisted'), appointment: of('appointment') },
      recallLimit: of('recallLimit'),
      sameTicketMinutes: of('sameTicketMinutes'),
      bookingEarlyMinutes: of('bookingEarlyMinutes'),
      bookingLateMinutes: of('bookingLateMinutes'),
      vipLevels: draft.vipLevels,
      assistedTags,
      saleFinishesTicket: draft.saleFinishesTicket,
      saleCallsNext: draft.saleFinishesTicket && draft.saleCallsNext,
      missedRule: draft.missedRule.trim(),
    },
  };
}

/** A list with one row put in place of the one with its id, or at the end. */
export function withRow<Row extends { readonly id: number }>(rows: readonly Row[], row: Row): Row[] {
  const at = rows.findIndex(({ id }) => id === row.id);
  return at < 0 ? [...rows, row] : rows.with(at, row);
}

/** A list with one row a step up or down; at the ends nothing moves. */
export function movedRow<Row extends { readonly id: number }>(rows: readonly Row[], id: number, step: 1 | -1): Row[] {
  const at = rows.findIndex((row) => row.id === id);
  const to = at + step;
  const [row, other] = [rows[at], rows[to]];
  return row && other ? rows.with(at, other).with(to, row) : [...rows];
}

/** The id of a row that is added: never one that was used before. */
export const nextId = (rows: readonly { readonly id: number }[]): number => Math.max(0, ...rows.map(({ id }) => id)) + 1;

function wholeNumber(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

const isMinutes = (value: number | undefined): value is number => value !== undefined && value >= 1 && value <= 240;
