import { nameSalespeople } from './naming.ts';
import { createDaySales } from './day-sales.ts';
import type { OpenBasket } from '../checkout/open-basket.ts';
import { editable, selling } from '../checkout/outcome.ts';
import { exportTable } from '../export-table.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Clock } from '../ports.ts';
import type { Publish } from '../publish.ts';
import { may } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { NamedShares, PersonSales, SoldShare } from '#contract/salesperson.ts';
import type { StaffMember } from '#contract/staff.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

const HEADER = ['人员 person', '单数 sales and refunds', '金额 amount'] as const;

/** Who sold what, added up from the journal. */
export interface Salespeople {
  readonly handlers: Pick<StoreHandlers, 'salespeople.day' | 'salespeople.export'>;
  /** Names who sells what is in this basket. */
  selling(basket: OpenBasket): Pick<StoreHandlers, 'basket.setSalespeople'>;
  /** Tells the tills what everybody sold today. */
  announce(): void;
}

export function createSalespeople(options: {
  readonly ledger: Pick<Ledger, 'list' | 'refundsOn' | 'between' | 'head' | 'dateOf'>;
  readonly clock: Clock;
  readonly staff: () => readonly StaffMember[];
  readonly publish: Publish;
  readonly ledgerFile: string;
}): Salespeople {
  const { ledger, clock, staff, publish, ledgerFile } = options;
  const today = createDaySales(ledger);

  /** Today's figures are known already; those of another day are read once for each time they are asked for. */
  const soldOn = (businessDate: string): PersonSales[] =>
    (businessDate === ledger.dateOf(clock()) ? today : createDaySales(ledger))(businessDate);

  /** The people of these numbers. Throws staff_unknown. */
  const found = (named: NamedShares): SoldShare[] => {
    const people = staff();
    return named.map(({ code, shareBasisPoints }) => {
      const member = people.find((person) => person.code === code && person.active);
      if (!member) throw new GuitaiError('staff_unknown');
      return { person: { id: member.id, name: member.name }, shareBasisPoints };
    });
  };

  return {
    selling: (basket) => ({
      'basket.setSalespeople': (input, act) =>
        basket.command(
          'basket.setSalespeople',
          input,
          (state) => ({ answer: {}, next: selling(nameSalespeople(editable(state), found(input.shares), input.lineId)) }),
          act,
        ),
    }),
    handlers: {
      'salespeople.day'({ businessDate = ledger.dateOf(clock()) }, act) {
        const everybody = may(act, 'report.x');
        const people = soldOn(businessDate).filter(({ person }) => everybody || person.id === act.operator.id);
        return { businessDate, people, everybody };
      },
      'salespeople.export'({ businessDate }) {
        const rows = soldOn(businessDate).map(({ person, count, amountMinor }) => [person.name, count, { minor: amountMinor }]);
        return { file: exportTable(ledgerFile, `sales-by-person-${businessDate}`, HEADER, rows) };
      },
    },
    announce() {
      const businessDate = ledger.dateOf(clock());
      const sold = new Map(today(businessDate).map((row) => [row.person.id, row]));
      const people = staff()
        .filter(({ id, active }) => active || sold.has(id))
        .map(({ id, code, name }) => ({ person: { id, name }, code, count: 0, amountMinor: 0, ...sold.get(id) }));
      publish('salespeople', { businessDate, people });
    },
  };
}
