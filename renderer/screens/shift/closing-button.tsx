import type { ReactElement } from 'react';
import type { PrintingView } from '#contract/printing.ts';
import type { Closing } from '#contract/shift.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import type { BusyCalls } from '#renderer/app/use-busy-calls.ts';

const WORDS = { 'shift.close': 'shift.close.do', 'day.close': 'shift.day.close' } as const;

/** Closes the shift or the day. Refused over print jobs nobody settled, it offers to close all the same, naming those the person saw. */
export function ClosingButton({
  name,
  kind,
  calls,
  onClosed,
}: {
  name: keyof typeof WORDS;
  kind: 'plain' | 'primary';
  calls: BusyCalls;
  onClosed: (closing: Closing) => void;
}): ReactElement {
  const t = useText();
  const printing = useTopic('printing');
  const unsettled = calls.failure?.code === 'close_unsettled';
  async function close(): Promise<void> {
    const closing = await calls.command(name, { seenJobs: unsettled ? jobsSeen(printing) : [] });
    if (closing) onClosed(closing);
  }
  return (
    <Button kind={unsettled ? 'danger' : kind} disabled={calls.busy} onClick={() => void close()}>
      {t(unsettled ? 'shift.close.anyway' : WORDS[name])}
    </Button>
  );
}

/** The jobs the screen has shown as not settled. */
function jobsSeen(printing: PrintingView | undefined): number[] {
  const blocked = printing?.jobs.filter(({ state }) => state === 'blocked') ?? [];
  return [...(printing?.attention ?? []), ...blocked].map(({ jobId }) => jobId).slice(0, 50);
}
