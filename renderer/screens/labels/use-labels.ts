import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import type { LabelImage, LabelItem, LabelTemplateId, LabelTemplateSummary } from '#contract/label.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import { wireErrorOf, type CommandInput, type CommandName } from '#renderer/app/client.ts';
import { useNewest } from '#renderer/app/use-newest.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';

/** Calls the station; the last refusal is kept until the next call or until it is dismissed. */
export interface Calls {
  readonly failure: WireError | undefined;
  dismiss(): void;
  /** Undefined when it was refused. */
  call<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name> | undefined>;
  /** The same of Client.command: asked again after a lost answer, nothing is printed twice. */
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<ProcedureOutput<Name> | undefined>;
}

export function useCalls(): Calls {
  const client = useClient();
  const { failure, dismiss, ask } = useRefusal();
  const call = useCallback<Calls['call']>((name, input) => ask(client.request(name, input)), [client, ask]);
  const command = useCallback<Calls['command']>((name, input) => ask(client.command(name, input)), [client, ask]);
  return { failure, dismiss, call, command };
}

/** What the shop offers, undefined until it has answered. */
export interface Offer {
  readonly templates: readonly LabelTemplateSummary[];
  readonly categories: readonly string[];
}

/** Asked for once the station can be reached. */
export function useOffer(): Offer | undefined {
  const client = useClient();
  const connected = useConnection() === 'connected';
  const [offer, setOffer] = useState<Offer>();
  useEffect(() => {
    if (!connected || offer) return;
    Promise.all([client.request('label.templates', {}), client.request('label.categories', {})])
      .then(([{ templates }, { categories }]) => setOffer({ templates, categories }))
      // The connection went again: the next one asks anew.
      .catch(() => undefined);
  }, [client, connected, offer]);
  return offer;
}

export interface Preview {
  readonly image: LabelImage | undefined;
  readonly failure: WireError | undefined;
}

const NO_PREVIEW: Preview = { image: undefined, failure: undefined };

/** The label as the printer would print it. */
export function usePreview(template: LabelTemplateId | undefined, item: LabelItem | undefined): Preview {
  const client = useClient();
  const question = template === undefined || item === undefined ? undefined : JSON.stringify({ template, item: { ...item, copies: 1 } });
  const preview = useNewest(question, (asked) =>
    client.request('label.preview', JSON.parse(asked) as ProcedureInput<'label.preview'>).then(
      (image): Preview => ({ image, failure: undefined }),
      (error: unknown): Preview => ({ image: undefined, failure: wireErrorOf(error) }),
    ),
  );
  return preview ?? NO_PREVIEW;
}
