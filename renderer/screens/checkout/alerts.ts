import type { BackupView } from '#contract/backup.ts';
import type { Station } from '#contract/station.ts';
import type { HeldBasket } from '#contract/hold.ts';
import { formatGigabytes, formatMoney } from '#renderer/app/format.ts';
import type { DeviceKind, DeviceProblem, DeviceStatus } from '#contract/device.ts';
import type { DrawerView } from '#contract/drawer.ts';
import type { PrintingView, PrintJobStatus } from '#contract/printing.ts';
import type { TextKey, TextValues } from '#renderer/app/i18n.ts';
import type { ConnectionState } from '#renderer/app/client.ts';
import type { RailState } from '#renderer/parts/rail.tsx';
import type { StateName } from '#renderer/parts/state-glyph.tsx';
import { DRAWER_ALERTS } from './drawer-view.ts';
import { printWaits } from './print-state.ts';

/** One thing a person should know and may act on; shown as a rail under the scan field, the first one on top. */
export interface Alert {
  readonly id: string;
  readonly state: RailState;
  readonly title: TextKey;
  readonly detail: TextKey;
  readonly values: TextValues;
  /** Words put in the values by key, in the language of the screen. */
  readonly words: Readonly<Record<string, TextKey>>;
  readonly act:
    | { readonly kind: 'none' | 'devices' | 'holds' }
    | { readonly kind: 'unknownCode'; readonly code: string }
    | { readonly kind: 'print'; readonly job: PrintJobStatus };
}

const KIND_WORDS = {
  scanner: 'checkout.device.scanner',
  printer: 'checkout.device.printer',
  display: 'checkout.device.display',
  drawer: 'checkout.device.drawer',
  scale: 'checkout.device.scale',
  label_printer: 'checkout.device.labelPrinter',
  keypad: 'checkout.device.keypad',
} as const satisfies Record<DeviceKind, TextKey>;

const PROBLEM_WORDS = {
  none: 'checkout.problem.none',
  unreachable: 'checkout.problem.unreachable',
  not_found: 'checkout.problem.not_found',
  no_permission: 'checkout.problem.no_permission',
  in_use: 'checkout.problem.in_use',
  paper_out: 'checkout.problem.paper_out',
  paper_near_end: 'checkout.problem.paper_near_end',
  cover_open: 'checkout.problem.cover_open',
  cutter: 'checkout.problem.cutter',
  jam: 'checkout.problem.jam',
  ribbon_out: 'checkout.problem.ribbonOut',
  paused: 'checkout.problem.paused',
  head_hot: 'checkout.problem.head_hot',
  offline: 'checkout.problem.offline',
  misconfigured: 'checkout.problem.misconfigured',
} as const satisfies Record<DeviceProblem, TextKey>;

const PROBLEM_ADVICE = {
  none: 'checkout.advice.reconnect',
  unreachable: 'checkout.advice.reconnect',
  not_found: 'checkout.advice.reconnect',
  no_permission: 'checkout.advice.no_permission',
  in_use: 'checkout.advice.in_use',
  paper_out: 'checkout.advice.paper_out',
  paper_near_end: 'checkout.advice.paper_near_end',
  cover_open: 'checkout.advice.cover_open',
  cutter: 'checkout.advice.cutter',
  jam: 'checkout.advice.jam',
  ribbon_out: 'checkout.advice.ribbonOut',
  paused: 'checkout.advice.paused',
  head_hot: 'checkout.advice.head_hot',
  offline: 'checkout.advice.offline',
  misconfigured: 'checkout.advice.misconfigured',
} as const satisfies Record<DeviceProblem, TextKey>;

/** How a device is, as shape and words for the strip. */
export function deviceView(device: DeviceStatus): {
  readonly state: StateName;
  readonly kind: TextKey;
  readonly words: TextKey | undefined;
} {
  const kind = KIND_WORDS[device.kind];
  if (device.problem !== 'none') {
    const mild = device.problem === 'paper_near_end' || device.problem === 'paper_out' || device.problem === 'cover_open';
    return { state: mild ? 'warn' : 'bad', kind, words: PROBLEM_WORDS[device.problem] };
  }
  switch (device.state) {
    case 'ready':
      return { state: 'ok', kind, words: undefined };
    case 'lost':
      return { state: 'bad', kind, words: 'checkout.problem.lost' };
    case 'opening':
      return { state: 'busy', kind, words: 'checkout.problem.opening' };
    case 'closed':
      return { state: 'off', kind, words: 'checkout.problem.closed' };
  }
}

/** Everything that needs a person now, the most pressing first. */
export function alertsOf(facts: {
  readonly connection: ConnectionState;
  readonly unknownCode: string | undefined;
  readonly printing: PrintingView | undefined;
  readonly devices: readonly DeviceStatus[];
  readonly drawers: readonly DrawerView[];
  readonly held: readonly HeldBasket[];
  readonly ledger: Station['ledger'];
  readonly backup: BackupView | undefined;
}): readonly Alert[] {
  if (facts.connection === 'lost') {
    return [alert('connection', 'off', 'checkout.alert.lost', 'checkout.alert.lost.detail')];
  }
  const alerts: Alert[] = [];
  const { unknownCode: code } = facts;
  alerts.push(...safetyAlerts(facts.ledger, facts.backup));
  if (code !== undefined) {
    alerts.push({
      ...alert('unknown', 'bad', 'checkout.alert.unknown', 'checkout.alert.unknown.detail', { code }),
      act: { kind: 'unknownCode', code },
    });
  }
  for (const job of facts.printing?.attention ?? []) alerts.push(printAlert(job));
  for (const basket of facts.held) if (basket.takenMinor !== undefined) alerts.push(takenAlert(basket, basket.takenMinor));
  for (const { id, alarm } of facts.drawers) {
    if (alarm === 'none') continue;
    const { state, title, detail } = DRAWER_ALERTS[alarm];
    alerts.push(alert(`drawer-${id}-${alarm}`, state, title, detail));
  }
  for (const device of facts.devices) {
    const view = deviceView(device);
    if (view.state === 'bad' || (view.state === 'warn' && device.problem !== 'paper_near_end')) {
      alerts.push(deviceAlert(device, view.state, view.words, facts.printing?.waiting ?? 0));
    }
  }
  return alerts;
}

function alert(id: string, state: RailState, title: TextKey, detail: TextKey, values: TextValues = {}): Alert {
  return { id, state, title, detail, values, words: {}, act: { kind: 'none' } };
}

/** What endangers the books: shown before everything else. */
function safetyAlerts(ledger: Station['ledger'], backup: BackupView | undefined): readonly Alert[] {
  const alerts: Alert[] = [];
  if (ledger === 'readonly') alerts.push(alert('ledger', 'bad', 'station.alert.readonly', 'station.alert.readonly.detail'));
  if (ledger === 'recovered') alerts.push(alert('ledger', 'warn', 'station.alert.recovered', 'station.alert.recovered.detail'));
  if (!backup) return alerts;
  const { disk, problem } = backup;
  const free = formatGigabytes(disk.freeBytes);
  if (disk.level === 'full') alerts.push(alert('disk', 'bad', 'station.alert.full', 'station.alert.full.detail', { free }));
  else if (disk.level !== 'ok') alerts.push(alert('disk', 'warn', 'station.alert.low', 'station.alert.low.detail', { free }));
  if (problem?.work === 'backup') {
    alerts.push(alert('backup', 'warn', 'station.alert.backup', 'station.alert.backup.detail'));
  }
  return alerts;
}

function printAlert(job: PrintJobStatus): Alert {
  const values = { receiptNumber: job.receiptNumber, title: job.title };
  const shown =
    job.state === 'unknown'
      ? alert(`print-${job.jobId}`, 'unknown', 'checkout.alert.printUnknown', 'checkout.alert.printUnknown.detail', values)
      : alert(`print-${job.jobId}`, 'bad', 'checkout.alert.printFailed', 'checkout.alert.printFailed.detail', values);
  return { ...shown, act: { kind: 'print', job } };
}

/** Money was taken for goods that nobody sells now: a device was removed in the middle, or the customer went for more. */
function takenAlert({ number, till = '', name }: HeldBasket, takenMinor: number): Alert {
  const whose = [...new Set([till, name])].filter((word) => word !== '').join(' · ') || String(number);
  const values = { whose, amount: formatMoney(takenMinor) };
  return { ...alert(`held-${number}`, 'warn', 'hold.alert.taken', 'hold.alert.taken.detail', values), act: { kind: 'holds' } };
}

function deviceAlert(device: DeviceStatus, state: 'bad' | 'warn', problem: TextKey | undefined, waiting: number): Alert {
  const detail =
    device.kind === 'scanner'
      ? 'checkout.advice.scanner'
      : device.kind === 'printer' && waiting > 0
        ? 'checkout.advice.printerWaiting'
        : PROBLEM_ADVICE[device.problem];
  return {
    ...alert(`device-${device.id}`, state, 'checkout.alert.device', detail, { waiting, id: device.id }),
    words: {
      device: KIND_WORDS[device.kind],
      problem: problem ?? 'checkout.problem.lost',
      waits: printWaits(device.problem),
      advice: PROBLEM_ADVICE[device.problem],
    },
    act: { kind: 'devices' },
  };
}
