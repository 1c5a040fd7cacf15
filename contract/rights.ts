import { z } from 'zod';

/** What a person may do beyond selling. Procedures name the right they need in contract/procedures.ts; the store enforces it. */
export const Right = z.enum([
  'line.void',
  'sale.void',
  'price.change',
  'price.floor',
  'discount',
  'discount.more',
  'discount.large',
  'discount.any',
  'gift',
  'refund.receipt',
  'refund.noReceipt',
  'refund.price',
  'order.cancel',
  'order.forfeit',
  'drawer.open',
  'cash.move',
  'receipt.reprint',
  'product.add',
  'label.print',
  'goods.expired',
  'goods.serial',
  'goods.short',
  'stock.count',
  'report.x',
  'shift.close',
  'shift.difference',
  'settings',
  'export',
  'backup',
  'training',
  'member.manage',
  'promotion.manage',
  'staff.manage',
  'audit.read',
]);
export type Right = z.infer<typeof Right>;

/** Rising trust; a shop may change what each may do. */
export const StaffRole = z.enum(['cashier', 'lead', 'manager', 'owner']);
export type StaffRole = z.infer<typeof StaffRole>;

const CASHIER: readonly Right[] = [
  'line.void',
  'sale.void',
  'discount',
  'receipt.reprint',
  'product.add',
  'label.print',
  'refund.receipt',
  'report.x',
  'shift.close',
];
const LEAD: readonly Right[] = [
  ...CASHIER,
  'drawer.open',
  'cash.move',
  'price.change',
  'discount.more',
  'gift',
  'order.cancel',
  'goods.short',
  'stock.count',
  'member.manage',
  'promotion.manage',
  'training',
];
const MANAGER: readonly Right[] = [
  ...LEAD,
  'price.floor',
  'discount.large',
  'refund.noReceipt',
  'refund.price',
  'order.forfeit',
  'goods.expired',
  'goods.serial',
  'shift.difference',
  'settings',
  'export',
  'backup',
  'audit.read',
];

/** The permission matrix of a new shop. Nobody has a right that is not listed; the owner has them all and keeps them. */
export const DEFAULT_RIGHTS: Readonly<Record<StaffRole, readonly Right[]>> = {
  cashier: CASHIER,
  lead: LEAD,
  manager: MANAGER,
  owner: Right.options,
};
