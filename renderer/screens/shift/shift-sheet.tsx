import { useState, type ReactElement } from 'react';
import './shift.css';
import type { Closing } from '#contract/shift.ts';
import { errorText } from '#contract/error.ts';
import { formatBusinessDate, isoDateAt } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { CashPanel } from './cash-panel.tsx';
import { ClosePanel } from './close-panel.tsx';
import { ClosingButton } from './closing-button.tsx';
import { OpenPanel } from './open-panel.tsx';
import { ClosingDetail, ClosingsPanel, XPanel } from './reports-panel.tsx';
import { useBusyCalls } from '#renderer/app/use-busy-calls.ts';

const TABS = { open: ['open', 'closings'], running: ['cash', 'x', 'close', 'closings'] } as const;
type Tab = (typeof TABS)['open' | 'running'][number];

/** Everything about the drawer and its shift: open, move cash, X, count and close, Z. */
export function ShiftSheet({ onClose }: { onClose: () => void }): ReactElement | null {
  const t = useText();
  const [language] = useLanguage();
  const view = useTopic('shift');
  const calls = useBusyCalls();
  const [chosen, setChosen] = useState<Tab>();
  const [done, setDone] = useState<Closing>();
  if (!view) return null;
  const tabs: readonly Tab[] = TABS[view.shift ? 'running' : 'open'];
  const tab = chosen !== undefined && tabs.includes(chosen) ? chosen : (tabs[0] ?? 'open');

  const choose = (next: Tab): void => {
    calls.dismiss();
    setDone(undefined);
    setChosen(next);
  };
  return (
    <Dialog title={t('shift.title')} closeLabel={t('checkout.close')} widthRem={60} onClose={onClose}>
      <div className="sh-sheet">
        <Segments
          label={t('shift.tab')}
          options={tabs.map((value) => ({ value, label: t(`shift.tab.${value}`) }))}
          value={done ? 'closings' : tab}
          onChange={choose}
        />
        <OverdueDay openDate={view.openDate} />
        {calls.failure ? <Rail state="bad" title={errorText(calls.failure, language)} /> : null}
        {done ? (
          <ClosingDetail key={done.seq} closing={done} calls={calls}>
            {done.period === 'shift' ? <ClosingButton name="day.close" kind="primary" calls={calls} onClosed={setDone} /> : null}
          </ClosingDetail>
        ) : tab === 'open' ? (
          <OpenPanel view={view} calls={calls} onOpened={onClose} onClosed={setDone} />
        ) : tab === 'cash' ? (
          <CashPanel calls={calls} />
        ) : tab === 'x' ? (
          <XPanel calls={calls} />
        ) : tab === 'close' ? (
          <ClosePanel calls={calls} onClosed={setDone} />
        ) : (
          <ClosingsPanel calls={calls} />
        )}
      </div>
    </Dialog>
  );
}

/** A day that is still open although the calendar has gone on: meant past midnight, forgotten the next morning. */
function OverdueDay({ openDate }: { openDate: string | null }): ReactElement | null {
  const t = useText();
  const [language] = useLanguage();
  const timeZone = useTopic('station')?.timeZone ?? 'Asia/Shanghai';
  const [nowMs] = useState(() => Date.now());
  if (openDate === null || openDate >= isoDateAt(nowMs, timeZone)) return null;
  return (
    <Rail
      state="warn"
      title={t('shift.day.overdue', { date: formatBusinessDate(openDate, language) })}
      detail={t('shift.day.overdue.detail')}
    />
  );
}
