import type { ReceiptLayout, ReceiptPart } from '#contract/receipt-layout.ts';

/** Steps that can be taken back. */
const MAX_STEPS = 200;

/** A layout while it is changed: as it was saved, as it is now, and the way there. */
export interface LayoutDraft {
  readonly saved: ReceiptLayout;
  readonly now: ReceiptLayout;
  readonly past: readonly ReceiptLayout[];
}

export function draftOf(saved: ReceiptLayout): LayoutDraft {
  return { saved, now: saved, past: [] };
}

export function changed(draft: LayoutDraft, changes: Partial<ReceiptLayout>): LayoutDraft {
  return { ...draft, now: { ...draft.now, ...changes }, past: [...draft.past, draft.now].slice(-MAX_STEPS) };
}

export function undone(draft: LayoutDraft): LayoutDraft {
  const now = draft.past.at(-1);
  return now ? { ...draft, now, past: draft.past.slice(0, -1) } : draft;
}

export function isChanged({ saved, now }: LayoutDraft): boolean {
  return JSON.stringify(saved) !== JSON.stringify(now);
}

type Parts = ReceiptLayout['parts'];

/** The parts with one of them at another place; a place beyond the end is the end. */
export function moved(parts: Parts, part: ReceiptPart, to: number): Parts {
  const row = parts.find((each) => each.part === part);
  if (!row) return parts;
  return parts.filter((each) => each !== row).toSpliced(Math.max(0, to), 0, row);
}

export function switched(parts: Parts, part: ReceiptPart, on: boolean): Parts {
  return parts.map((each) => (each.part === part ? { part, on } : each));
}
