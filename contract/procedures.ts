import type { z } from 'zod';
import { adjustmentProcedures } from './procedures/adjustment.ts';
import { basketProcedures } from './procedures/basket.ts';
import { refundProcedures } from './procedures/refund.ts';
import { goodsProcedures } from './procedures/goods.ts';
import { catalogProcedures } from './procedures/catalog.ts';
import { printingProcedures } from './procedures/printing.ts';
import { shiftProcedures } from './procedures/shift.ts';
import { staffProcedures } from './procedures/staff.ts';
import { labelProcedures } from './procedures/label.ts';
import { holdProcedures } from './procedures/hold.ts';
import { orderProcedures } from './procedures/order.ts';
import { memberProcedures } from './procedures/member.ts';
import { priceListProcedures } from './procedures/price-list.ts';
import { promotionProcedures } from './procedures/promotion.ts';
import { receiptProcedures } from './procedures/receipt.ts';
import { queueProcedures } from './procedures/queue.ts';
import { queueReportProcedures } from './procedures/queue-report.ts';
import { keysProcedures } from './procedures/keys.ts';
import { salespersonProcedures } from './procedures/salesperson.ts';
import { portProcedures } from './procedures/port.ts';
import { sheetProcedures } from './procedures/sheet.ts';
import { deviceProcedures } from './procedures/device.ts';
import { stationProcedures } from './procedures/station.ts';
import type { ProcedureRow } from './procedures/row.ts';

/** Every procedure by its name: who may call it, where it is answered, and its shapes. One file a noun in procedures/. */
export const procedures = {
  ...basketProcedures,
  ...adjustmentProcedures,
  ...refundProcedures,
  ...catalogProcedures,
  ...goodsProcedures,
  ...printingProcedures,
  ...receiptProcedures,
  ...shiftProcedures,
  ...staffProcedures,
  ...labelProcedures,
  ...holdProcedures,
  ...orderProcedures,
  ...salespersonProcedures,
  ...memberProcedures,
  ...promotionProcedures,
  ...priceListProcedures,
  ...sheetProcedures,
  ...queueProcedures,
  ...queueReportProcedures,
  ...keysProcedures,
  ...portProcedures,
  ...deviceProcedures,
  ...stationProcedures,
} as const satisfies Record<string, ProcedureRow>;

export type ProcedureName = keyof typeof procedures;
export type ProcedureInput<Name extends ProcedureName> = z.infer<(typeof procedures)[Name]['input']>;
export type ProcedureOutput<Name extends ProcedureName> = z.infer<(typeof procedures)[Name]['output']>;
export type StoreProcedureName = { [Name in ProcedureName]: (typeof procedures)[Name]['at'] extends 'store' ? Name : never }[ProcedureName];
export type HostProcedureName = Exclude<ProcedureName, StoreProcedureName>;

/** The row of a name that came from outside; undefined for anything not in the table (also `constructor` and the like). */
export function findProcedure(name: string): ProcedureRow | undefined {
  return Object.hasOwn(procedures, name) ? procedures[name as ProcedureName] : undefined;
}
