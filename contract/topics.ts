import { z } from 'zod';
import { Basket, CustomerView } from './basket.ts';
import { BackupView } from './backup.ts';
import { BenchView } from './bench.ts';
import { DeviceStatus } from './device.ts';
import { LabelsView } from './label.ts';
import { DrawerView } from './drawer.ts';
import { LineDisplayView } from './line-display.ts';
import { Here, PairingView } from './pairing.ts';
import { PhoneDoor } from './phone-door.ts';
import { Showcase } from './product-card.ts';
import { PrintingView } from './printing.ts';
import { MediaPlaylist } from './media.ts';
import { QueueLinkView } from './queue-link.ts';
import { QueueDesk, QueueView, TicketPapers } from './queue.ts';
import { HoldsView } from './hold.ts';
import { OrdersView } from './customer-order.ts';
import type { Role } from './role.ts';
import { SalespeopleView } from './salesperson.ts';
import { ScaleView } from './scale.ts';
import { ScanClaim, ScanEcho } from './scan.ts';
import { SetupView } from './setup.ts';
import { ShiftView } from './shift.ts';
import { OperatorSession } from './staff.ts';
import { Station } from './station.ts';
import { VoicePack } from './board.ts';
import { WeighingView } from './weighing.ts';

type Row = {
  readonly roles: readonly Role[];
  /** Every till has its own value; see `tillOf`. */
  readonly ofTill?: true;
  readonly value: z.ZodType;
};

/** Every topic: who receives it and what its value is. A connection gets the last value of each topic its role may see, then every change. */
export const topics = {
  station: { roles: ['till', 'display', 'bench', 'kiosk', 'caller', 'board', 'phone'], value: Station },
  operator: { roles: ['till'], ofTill: true, value: OperatorSession },
  shift: { roles: ['till'], value: ShiftView },
  basket: { roles: ['till'], ofTill: true, value: Basket },
  salespeople: { roles: ['till'], value: SalespeopleView },
  holds: { roles: ['till'], value: HoldsView },
  /** Orders of customers that are not handed over yet. */
  orders: { roles: ['till'], value: OrdersView },
  customer: { roles: ['display', 'bench'], ofTill: true, value: CustomerView },
  /** An article the cashier shows the customer. */
  showcase: { roles: ['till', 'display', 'bench'], ofTill: true, value: Showcase.nullable() },
  scan: { roles: ['till'], ofTill: true, value: ScanEcho },
  scanClaim: { roles: ['till'], value: ScanClaim },
  scale: { roles: ['till', 'display', 'bench'], ofTill: true, value: ScaleView.nullable() },
  weighing: { roles: ['till', 'display', 'bench', 'device'], ofTill: true, value: WeighingView },
  lineDisplay: { roles: ['device'], ofTill: true, value: LineDisplayView },
  labels: { roles: ['till'], value: LabelsView },
  printing: { roles: ['till', 'bench'], value: PrintingView },
  devices: { roles: ['till', 'bench'], value: z.array(DeviceStatus).max(100) },
  setup: { roles: ['till', 'bench'], value: SetupView },
  /** Every drawer and where it stands. */
  drawers: { roles: ['till', 'bench'], value: z.array(DrawerView).max(4) },
  queue: { roles: ['till', 'kiosk', 'caller', 'board', 'phone', 'device'], value: QueueView },
  queueDesk: { roles: ['till', 'caller'], value: QueueDesk },
  /** Only where this station shares the queue of another one. */
  queueLink: { roles: ['till', 'caller'], value: QueueLinkView },
  ticketPaper: { roles: ['till', 'kiosk', 'caller'], value: TicketPapers },
  backup: { roles: ['till', 'bench'], value: BackupView },
  pairing: { roles: ['till'], value: PairingView },
  /** Every line's own, told once when it begins. */
  here: { roles: ['till', 'caller'], value: Here },
  /** The shop's own pictures and films that are due now. */
  media: { roles: ['display', 'board', 'bench'], value: MediaPlaylist },
  phoneDoor: { roles: ['till', 'kiosk', 'caller', 'board'], value: PhoneDoor },
  voice: { roles: ['board'], value: VoicePack },
  bench: { roles: ['bench'], value: BenchView },
} as const satisfies Record<string, Row>;

export type TopicName = keyof typeof topics;

/** Whether every till has its own value of a topic. */
export function isOfTill(name: TopicName): boolean {
  return 'ofTill' in topics[name];
}
export type TopicValue<Name extends TopicName> = z.infer<(typeof topics)[Name]['value']>;
