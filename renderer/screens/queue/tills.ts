import { useText, type TextOf } from '#renderer/app/i18n.ts';
import { useTopic, useTopicPart } from '#renderer/app/use-topic.ts';

/** A till a counter may be at: two digits for the station's own, the device for a paired one. */
export interface TillChoice {
  readonly value: string;
  readonly name: string;
}

/** The station's own till, the paired ones, and callers: a till with a station of its own is a caller here. */
export function useTills(): readonly TillChoice[] {
  const t = useText();
  const terminal = useTopicPart('station', (station) => station?.terminal);
  const devices = useTopic('pairing')?.devices ?? [];
  return [
    ...(terminal === undefined ? [] : [{ value: terminal, name: t('queue.counterForm.ownTill', { terminal }) }]),
    ...devices
      .filter(({ role }) => role === 'till' || role === 'caller')
      .map(({ deviceId, name }) => ({ value: deviceId, name: name ?? t('queue.counterForm.someTill', { id: deviceId.slice(0, 4) }) })),
  ];
}

/** What a till is called; one that is not there any more by what is known of it. */
export function tillName(t: TextOf, till: string, tills: readonly TillChoice[]): string {
  const known = tills.find(({ value }) => value === till);
  if (known) return known.name;
  return till.length === 2 ? t('queue.counterForm.atTill', { terminal: till }) : t('queue.counterForm.goneTill', { id: till.slice(0, 4) });
}
