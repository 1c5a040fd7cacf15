import { useState, type FormEvent, type ReactElement } from 'react';
import './goods.css';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { formatQuantity } from '#contract/quantity.ts';
import type { TracedGoods, TraceQuery } from '#contract/trace.ts';
import { formatMoment } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { wireErrorText } from './message.ts';
import { useTill } from './use-till.ts';

type Found = ProcedureOutput<'trace.find'> & { readonly query: TraceQuery };

/** Who bought goods of a batch, or one piece, from this till's own journal. */
export function RecallSheet(): ReactElement {
  const t = useText();
  const till = useTill();
  const client = useClient();
  const [language] = useLanguage();
  const [by, setBy] = useState<TraceQuery['by']>('batch');
  const [value, setValue] = useState('');
  const [sku, setSku] = useState('');
  const [found, setFound] = useState<Found>();
  const [file, setFile] = useState<string>();
  const { failure, ask } = useRefusal();

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (value.trim() === '') return;
    const query = { by, value: value.trim(), ...(sku.trim() === '' ? {} : { sku: sku.trim() }) };
    setFile(undefined);
    void ask(client.request('trace.find', query)).then((answer) => answer && setFound({ ...answer, query }));
  }
  const more = async ({ query, goods }: Found): Promise<void> => {
    const beforeSeq = goods.at(-1)?.seq;
    const answer = beforeSeq === undefined ? undefined : await ask(client.request('trace.find', { ...query, beforeSeq }));
    if (answer) setFound({ query, goods: [...goods, ...answer.goods], more: answer.more });
  };
  const save = ({ query }: Found): void => void ask(client.request('trace.export', query)).then((answer) => answer && setFile(answer.file));

  return (
    <Dialog title={t('recall.title')} closeLabel={t('checkout.close')} widthRem={64} onClose={till.close}>
      <form className="recall" onSubmit={submit}>
        <Segments
          label={t('recall.by')}
          value={by}
          options={[
            { value: 'batch', label: t('recall.batch') },
            { value: 'serial', label: t('recall.serial') },
          ]}
          onChange={setBy}
        />
        <label>
          <span className="vh">{t(by === 'batch' ? 'recall.batch' : 'recall.serial')}</span>
          <input
            value={value}
            maxLength={20}
            placeholder={t(by === 'batch' ? 'recall.batch' : 'recall.serial')}
            onChange={(event) => setValue(event.target.value)}
            data-first
          />
        </label>
        <label>
          <span className="vh">{t('recall.sku')}</span>
          <input value={sku} maxLength={64} placeholder={t('recall.sku')} onChange={(event) => setSku(event.target.value)} />
        </label>
        <Button kind="primary" type="submit" keys="Enter">
          {t('recall.find')}
        </Button>
      </form>
      <p className="field" role="alert">
        <span className="why">{failure ? wireErrorText(failure, language) : ''}</span>
      </p>
      {found ? <Answer found={found} /> : <p className="said">{t('recall.how')}</p>}
      {found && found.goods.length > 0 ? (
        <div className="foot">
          <span className="said" role="status">
            {file === undefined ? '' : t('acts.exported', { file })}
          </span>
          {found.more ? <Button onClick={() => void more(found)}>{t('acts.more')}</Button> : null}
          <Button onClick={() => save(found)}>{t('acts.export')}</Button>
        </div>
      ) : null}
    </Dialog>
  );
}

function Answer({ found: { goods, more } }: { found: Found }): ReactElement {
  const t = useText();
  if (goods.length === 0) return <p className="said">{t('recall.none')}</p>;
  const sum = (way: TracedGoods['way']): string =>
    formatQuantity(goods.reduce((total, row) => (row.way === way ? total + row.quantityMilli : total), 0));
  return (
    <>
      <p className="said" role="status">
        {t(more ? 'recall.sumSoFar' : 'recall.sum', { sold: sum('sold'), returned: sum('returned') })}
      </p>
      <div className="recall-rows">
        <table>
          <thead>
            <tr>
              <th>{t('recall.way')}</th>
              <th>{t('recall.receipt')}</th>
              <th>{t('recall.goods')}</th>
              <th>{t('recall.quantity')}</th>
              <th>{t('recall.member')}</th>
            </tr>
          </thead>
          <tbody>
            {goods.map((row, index) => (
              <Row key={`${row.seq} ${index}`} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ row }: { row: TracedGoods }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const timeZone = useTopic('station')?.timeZone ?? 'Asia/Shanghai';
  const { batch, expiry, serial, member } = row;
  const code = [
    batch === undefined ? '' : t('checkout.line.batch', { batch }),
    expiry === undefined ? '' : t('checkout.line.expiry', { expiry }),
    serial === undefined ? '' : t('checkout.line.serial', { serial }),
  ];
  return (
    <tr>
      <td>{t(`recall.way.${row.way}`)}</td>
      <td>
        {row.receiptNumber}
        <small>{formatMoment(row.completedAtMs, language, timeZone)}</small>
      </td>
      <td>
        {row.name}
        <small>{code.filter((part) => part !== '').join(' · ')}</small>
      </td>
      <td className="num">{formatQuantity(row.quantityMilli)}</td>
      <td>{member ? `${member.name} ${member.phone}` : t('recall.nobody')}</td>
    </tr>
  );
}
