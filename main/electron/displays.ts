import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../atomic-file.ts';

const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** A display as a person would recognise it again: what it is called and where it stands. Ids change with every cable. */
const Place = z.object({ label: z.string(), bounds: Bounds });
const SavedDisplays = z.object({ cashier: Place, customer: Place });
export type SavedDisplays = z.infer<typeof SavedDisplays>;

/** The parts of Electron's Display that decide. */
export interface DisplayPlace {
  readonly id: number;
  readonly label: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface DisplayRoles<Display extends DisplayPlace> {
  readonly cashier: Display;
  /** Undefined while there is one display only. */
  readonly customer: Display | undefined;
}

/**
 * Who gets which display: as saved when both are still recognised, otherwise the cashier has the primary one and the customer
 * the next. Undefined when the machine has no display at all.
 */
export function assignDisplays<Display extends DisplayPlace>(
  displays: readonly Display[],
  primaryId: number,
  saved: SavedDisplays | undefined,
): DisplayRoles<Display> | undefined {
  const savedCashier = saved && recognise(displays, saved.cashier);
  const savedCustomer = saved && recognise(displays, saved.customer);
  if (savedCashier && savedCustomer && savedCashier !== savedCustomer) return { cashier: savedCashier, customer: savedCustomer };
  const cashier = displays.find(({ id }) => id === primaryId) ?? displays[0];
  if (!cashier) return undefined;
  return { cashier, customer: displays.find((display) => display !== cashier) };
}

/** Same label at the same place, else the only one with that label, else whatever stands at that place. */
function recognise<Display extends DisplayPlace>(displays: readonly Display[], place: SavedDisplays['cashier']): Display | undefined {
  const sameLabel = displays.filter(({ label }) => label !== '' && label === place.label);
  const sameBounds = displays.filter(({ bounds }) => isSame(bounds, place.bounds));
  return sameLabel.find((display) => sameBounds.includes(display)) ?? (sameLabel.length === 1 ? sameLabel[0] : sameBounds[0]);
}

function isSame(a: DisplayPlace['bounds'], b: DisplayPlace['bounds']): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** The assignment of the last start; undefined when there is none or it cannot be read. */
export function loadDisplays(dataDir: string): SavedDisplays | undefined {
  try {
    return SavedDisplays.parse(JSON.parse(readFileSync(displaysFile(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Remembers an assignment of two displays for the next start. */
export function saveDisplays(dataDir: string, { cashier, customer }: DisplayRoles<DisplayPlace>): void {
  if (!customer) return;
  const saved: SavedDisplays = { cashier: placeOf(cashier), customer: placeOf(customer) };
  if (JSON.stringify(loadDisplays(dataDir)) !== JSON.stringify(saved)) {
    writeFileAtomic(displaysFile(dataDir), `${JSON.stringify(saved)}\n`);
  }
}

function placeOf({ label, bounds: { x, y, width, height } }: DisplayPlace): SavedDisplays['cashier'] {
  return { label, bounds: { x, y, width, height } };
}

function displaysFile(dataDir: string): string {
  return join(dataDir, 'displays.json');
}
