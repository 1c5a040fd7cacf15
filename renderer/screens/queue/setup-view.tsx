import { useState, type ReactElement, type ReactNode } from 'react';
import type { WireError } from '#contract/error.ts';
import { errorText } from '#contract/error.ts';
import type { QueueCounter, QueueService, QueueSetup } from '#contract/queue.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { counterName, serviceName } from '#renderer/app/queue-words.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { BoardPanel } from './board-panel.tsx';
import { CounterForm } from './counter-form.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { ServiceForm } from './service-form.tsx';
import { movedRow, tillOf, withRow } from './setup-draft.ts';
import { tillName, useTills } from './tills.ts';
import { useQueueSetup, type SetupDesk, type SetupRead } from './use-queue-setup.ts';

/** Services, counters, rules, and what boards say. Every form is saved by itself, and what runs goes on: tickets of a service that was switched off are still served. */
export function SetupView(): ReactElement {
  const t = useText();
  const desk = useQueueSetup();
  const { read } = desk;
  if (!read) return <p role="status">{t('queue.loading')}</p>;
  return (
    <div className="qu-grid">
      <Services read={read} desk={desk} />
      <Counters read={read} desk={desk} />
      <div className="qu-stack">
        <RulesPanel read={read} desk={desk} />
        <BoardPanel read={read} desk={desk} />
        {window.guitai === undefined ? <StarterPanel /> : null}
      </div>
    </div>
  );
}

/** What TVs and tablets are started with: a page in a file that waits for the station. */
function StarterPanel(): ReactElement {
  const t = useText();
  const pairing = useTopic('pairing');
  return (
    <section className="panel" aria-labelledby="qu-starter">
      <header className="pt">
        <h2 id="qu-starter">{t('queue.starter')}</h2>
      </header>
      <div className="qu-inset">
        <p className="said">{t('queue.starter.what')}</p>
        {pairing?.enabled === false ? <Rail state="warn" title={t('station.lan.off')} /> : null}
        <p className="qu-starters">
          {(['kiosk', 'caller', 'board'] as const).map((screen) => (
            <a key={screen} className="btn" href={`/starter.html?to=${screen}`} download>
              {t(`station.lan.role.${screen}`)}
            </a>
          ))}
        </p>
      </div>
    </section>
  );
}

interface PanelProps {
  readonly read: SetupRead;
  readonly desk: SetupDesk;
}

function Services({ read: { setup }, desk }: PanelProps): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const [edited, setEdited] = useState<QueueService | 'new'>();
  const service = edited === 'new' ? undefined : edited;
  const detail = (each: QueueService): string =>
    [
      t('queue.service.range', { from: each.firstNumber, to: each.lastNumber }),
      each.hours.length === 0 ? t('queue.hours.always') : each.hours.map(({ from, to }) => `${from}–${to}`).join('，'),
      each.dailyLimit === 0 ? '' : t('queue.service.limited', { count: each.dailyLimit }),
    ]
      .filter((words) => words !== '')
      .join(' · ');
  return (
    <ListPanel<QueueService>
      title={t('queue.services')}
      add={t('queue.service.add')}
      empty={t('queue.services.none')}
      rows={setup.services}
      mark={({ prefix }) => prefix}
      name={(each) => serviceName(each, language)}
      detail={detail}
      tag={(each) => (each.active ? (each.paused ? t('queue.service.isPaused') : undefined) : t('queue.inactive'))}
      onAdd={() => setEdited('new')}
      onEdit={setEdited}
      onMove={(id, step) => desk.save((before) => ({ ...before, services: movedRow(before.services, id, step) }))}
    >
      {edited === undefined ? null : (
        <Dialog
          title={service ? serviceName(service, language) : t('queue.service.add')}
          closeLabel={t('checkout.close')}
          widthRem={56}
          onClose={() => setEdited(undefined)}
        >
          <ServiceForm
            service={service}
            setup={setup}
            onSave={(row) =>
              saved(
                desk,
                (before) => ({ ...before, services: withRow(before.services, row) }),
                () => setEdited(undefined),
              )
            }
          />
        </Dialog>
      )}
    </ListPanel>
  );
}

function Counters({ read: { setup }, desk }: PanelProps): ReactElement {
  const t = useText();
  const [edited, setEdited] = useState<QueueCounter | 'new'>();
  const counter = edited === 'new' ? undefined : edited;
  const tills = useTills();
  const detail = (each: QueueCounter): string =>
    [
      setup.services
        .filter((service) => each.serviceIds.includes(service.id))
        .map(({ prefix }) => prefix)
        .join(' '),
      each.area,
      tillOf(each) === '' ? '' : tillName(t, tillOf(each), tills),
      t('queue.counterForm.id', { id: each.id }),
    ]
      .filter((words) => words !== '')
      .join(' · ');
  return (
    <ListPanel<QueueCounter>
      title={t('queue.counters')}
      add={t('queue.counterForm.add')}
      empty={t('queue.counters.none')}
      rows={setup.counters}
      mark={({ number }) => String(number)}
      name={(each) => counterName(t, each)}
      detail={detail}
      tag={(each) => (each.active ? undefined : t('queue.inactive'))}
      onAdd={() => setEdited('new')}
      onEdit={setEdited}
      onMove={(id, step) => desk.save((before) => ({ ...before, counters: movedRow(before.counters, id, step) }))}
    >
      {edited === undefined ? null : (
        <Dialog
          title={counter ? counterName(t, counter) : t('queue.counterForm.add')}
          closeLabel={t('checkout.close')}
          widthRem={40}
          onClose={() => setEdited(undefined)}
        >
          <CounterForm
            counter={counter}
            setup={setup}
            onSave={(row) =>
              saved(
                desk,
                (before) => ({ ...before, counters: withRow(before.counters, row) }),
                () => setEdited(undefined),
              )
            }
          />
        </Dialog>
      )}
    </ListPanel>
  );
}

/** Saves, and closes the form when it was taken. */
async function saved(desk: SetupDesk, change: (setup: QueueSetup) => QueueSetup, close: () => void): Promise<WireError | undefined> {
  const refused = await desk.save(change);
  if (!refused) close();
  return refused;
}

interface ListProps<Row> {
  readonly title: string;
  readonly add: string;
  readonly empty: string;
  readonly rows: readonly Row[];
  readonly mark: (row: Row) => string;
  readonly name: (row: Row) => string;
  readonly detail: (row: Row) => string;
  readonly tag: (row: Row) => string | undefined;
  readonly onAdd: () => void;
  readonly onEdit: (row: Row) => void;
  readonly onMove: (id: number, step: 1 | -1) => Promise<WireError | undefined>;
  /** The form, while one is open. */
  readonly children: ReactNode;
}

function ListPanel<Row extends { readonly id: number; readonly active: boolean }>(props: ListProps<Row>): ReactElement {
  const { title, add, empty, rows, mark, name, detail, tag, onAdd, onEdit, onMove, children } = props;
  const t = useText();
  const [language] = useLanguage();
  const [refused, setRefused] = useState<WireError>();
  const move = (id: number, step: 1 | -1) => (): void => void onMove(id, step).then(setRefused);
  return (
    <section className="panel" aria-label={title}>
      <header className="pt">
        <h2>{title}</h2>
        <Button size="small" kind="primary" icon="plus" onClick={onAdd}>
          {add}
        </Button>
      </header>
      {refused ? <Rail state="bad" title={errorText(refused, language)} /> : null}
      {rows.length === 0 ? <p className="said qu-inset">{empty}</p> : null}
      <ol className="qu-list">
        {rows.map((row, at) => (
          <li key={row.id} className={row.active ? '' : 'out'}>
            <b className="qu-mark">{mark(row)}</b>
            <span className="qu-what">
              <b>{name(row)}</b>
              <small>{detail(row)}</small>
            </span>
            {tag(row) === undefined ? <span /> : <span className="tag">{tag(row)}</span>}
            <span className="qu-acts">
              <Button size="small" disabled={at === 0} aria-label={t('queue.up', { name: name(row) })} onClick={move(row.id, -1)}>
                ↑
              </Button>
              <Button
                size="small"
                disabled={at === rows.length - 1}
                aria-label={t('queue.down', { name: name(row) })}
                onClick={move(row.id, 1)}
              >
                ↓
              </Button>
              <Button size="small" aria-label={t('queue.edit.of', { name: name(row) })} onClick={() => onEdit(row)}>
                {t('queue.edit')}
              </Button>
            </span>
          </li>
        ))}
      </ol>
      {children}
    </section>
  );
}
