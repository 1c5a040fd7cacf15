import { useEffect, useState } from 'react';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';
import type { Client } from '#renderer/app/client.ts';

export type SalesList = ProcedureOutput<'sale.list'>;
export type SaleDetail = ProcedureOutput<'sale.get'>;
export type RefundDetail = ProcedureOutput<'refund.get'>;

const MAX_QUERY_CHARACTERS = 100;

/** The day's sales, newest first; asked again after every sale, every change of a print job, every sign-in and every reconnect. */
export function useSales(query: string, limit: number): SalesList | undefined {
  const client = useClient();
  const connection = useConnection();
  const [list, setList] = useState<SalesList>();
  useEffect(() => {
    const words = query.trim().slice(0, MAX_QUERY_CHARACTERS);
    const ask = (): Promise<SalesList> => client.request('sale.list', words === '' ? { limit } : { query: words, limit });
    return connection === 'connected' ? keepFresh(client, ask, setList) : undefined;
  }, [client, connection, query, limit]);
  return list;
}

/** One sale with its receipt; undefined while it is fetched. */
export function useSale(seq: number | undefined): SaleDetail | undefined {
  const client = useClient();
  const [detail, setDetail] = useState<SaleDetail>();
  useEffect(() => (seq === undefined ? undefined : keepFresh(client, () => client.request('sale.get', { seq }), setDetail)), [client, seq]);
  return detail?.sale.seq === seq ? detail : undefined;
}

/** One refund with its slip; undefined while it is fetched. */
export function useRefund(seq: number | undefined): RefundDetail | undefined {
  const client = useClient();
  const [detail, setDetail] = useState<RefundDetail>();
  useEffect(
    () => (seq === undefined ? undefined : keepFresh(client, () => client.request('refund.get', { seq }), setDetail)),
    [client, seq],
  );
  return detail?.refund.seq === seq ? detail : undefined;
}

/** Asks now, and again whenever a sale was made, a print job moved on or somebody signed in. An answer that fails leaves what is on screen. */
function keepFresh<Answer>(client: Client, ask: () => Promise<Answer>, show: (answer: Answer) => void): () => void {
  let latest = 0;
  let paidNumber = client.topic('basket')?.paid?.receiptNumber;
  function refresh(): void {
    latest += 1;
    const mine = latest;
    ask().then(
      (answer) => {
        if (mine === latest) show(answer);
      },
      () => undefined,
    );
  }
  const ends = [
    client.subscribe('printing', refresh),
    client.subscribe('operator', refresh),
    client.subscribe('basket', () => {
      const next = client.topic('basket')?.paid?.receiptNumber;
      if (next !== undefined && next !== paidNumber) refresh();
      paidNumber = next;
    }),
  ];
  refresh();
  return () => {
    latest = -1;
    for (const end of ends) end();
  };
}
