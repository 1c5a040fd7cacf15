import { OrderDetails, suggestedDeposit } from '#contract/customer-order.ts';
import { formatYuan, parseYuan } from '#contract/money.ts';

const DAY_MS = 86_400_000;

/** What is typed into the sheet of an order. */
export interface OrderDraft {
  readonly name: string;
  readonly phone: string;
  readonly wantedOn: string;
  readonly delivers: boolean;
  readonly recipient: string;
  readonly recipientPhone: string;
  readonly address: string;
  readonly window: string;
  readonly note: string;
  readonly deposit: string;
}

export type OrderField = 'name' | 'phone' | 'recipientPhone' | 'wantedOn' | 'address' | 'deposit';

/** An order for tomorrow, with the deposit the shop suggests. */
export function newDraft(today: string, totalMinor: number, depositPercent: number): OrderDraft {
  const tomorrow = new Date(Date.parse(today) + DAY_MS).toISOString().slice(0, 10);
  return { ...emptyDraft, wantedOn: tomorrow, deposit: formatYuan(suggestedDeposit(totalMinor, depositPercent)) };
}

/** What was said before, to be changed. */
export function draftOf({ name, phone, wantedOn, delivery, note }: OrderDetails, depositMinor: number): OrderDraft {
  return {
    name,
    phone,
    wantedOn,
    delivers: delivery !== null,
    recipient: delivery?.recipient ?? '',
    recipientPhone: delivery?.phone ?? '',
    address: delivery?.address ?? '',
    window: delivery?.window ?? '',
    note,
    deposit: formatYuan(depositMinor),
  };
}

/** What the draft says, or the fields that are wrong. Who it is may stay empty where a member orders. */
export function readDraft(
  draft: OrderDraft,
  { today, totalMinor, isMember }: { readonly today: string; readonly totalMinor: number; readonly isMember: boolean },
): { readonly details: OrderDetails; readonly depositMinor: number } | { readonly wrong: readonly OrderField[] } {
  const { recipient, recipientPhone, address, window, delivers, deposit, ...said } = draft;
  const delivery = delivers ? { recipient, phone: recipientPhone, address, window } : null;
  const parsed = OrderDetails.safeParse({ ...said, delivery });
  const depositMinor = readDeposit(deposit, totalMinor);
  const fields = new Set(parsed.error?.issues.map(({ path }) => fieldOf(path)));
  if (!isMember && draft.name.trim() === '') fields.add('name');
  if (!isMember && draft.phone.trim() === '') fields.add('phone');
  if (draft.wantedOn < today) fields.add('wantedOn');
  if (depositMinor === undefined) fields.add('deposit');
  if (fields.size > 0 || !parsed.success || depositMinor === undefined) return { wrong: [...fields] };
  return { details: parsed.data, depositMinor };
}

/** What is left for later; undefined while the deposit is none. */
export function leftToPay({ deposit }: OrderDraft, totalMinor: number): number | undefined {
  const depositMinor = readDeposit(deposit, totalMinor);
  return depositMinor === undefined ? undefined : totalMinor - depositMinor;
}

/** Nothing typed is no deposit; undefined for what is none, or more than everything. */
function readDeposit(text: string, totalMinor: number): number | undefined {
  const depositMinor = parseYuan(text.trim() === '' ? '0' : text);
  return depositMinor !== undefined && depositMinor <= totalMinor ? depositMinor : undefined;
}

const emptyDraft: OrderDraft = {
  name: '',
  phone: '',
  wantedOn: '',
  delivers: false,
  recipient: '',
  recipientPhone: '',
  address: '',
  window: '',
  note: '',
  deposit: '',
};

function fieldOf(path: readonly PropertyKey[]): OrderField {
  const [field, part] = path;
  if (field === 'delivery') return part === 'phone' ? 'recipientPhone' : 'address';
  return field === 'phone' || field === 'wantedOn' ? field : 'name';
}
