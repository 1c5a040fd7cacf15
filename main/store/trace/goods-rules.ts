/** What the shop does about goods that should perhaps not be sold. */
export interface GoodsRules {
  /** Past their date: `block` takes a right, `ask` a yes of the cashier. */
  readonly expired: 'block' | 'ask';
  /** Days before its date at which the till warns; 0 never. */
  readonly expiryWarnDays: number;
  /** One-item-one-code: a serial number the shop never gave out or took in. */
  readonly unknownSerial: 'allow' | 'warn' | 'block';
  /** More than is on hand of what was counted. */
  readonly stock: 'ignore' | 'warn' | 'block';
}
