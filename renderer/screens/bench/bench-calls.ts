import { createContext, useContext } from 'react';
import type { BenchFault, VirtualDrawerChange } from '#contract/bench.ts';
import type { DrawerLesson } from '#contract/drawer.ts';
import type { KeypadPress } from '#contract/keypad.ts';
import type { ScanSuffix } from './scan-text.ts';

/** What the panels of the bench can ask of the station; failures are shown by the screen, so a panel need not handle them. */
export interface BenchCalls {
  /** False while the station cannot be reached: buttons are off. */
  readonly enabled: boolean;
  /** `bytes`: see FaultBytes. */
  setFault(deviceId: string, fault: BenchFault, bytes?: number): void;
  /** Puts so many thousandths of its unit on a virtual scale, at rest or moving. */
  load(scaleId: string, milli: number, moving: boolean): void;
  /** Presses a key of a virtual call keypad. */
  press(keypadId: string, press: KeypadPress): void;
  tearOff(printerId: string): void;
  /** A hand at a virtual drawer. */
  moveDrawer(drawerId: string, change: VirtualDrawerChange): void;
  /** Says where a drawer stands; resolves with what the station made of it, undefined when it refused. */
  learnDrawer(drawerId: string, stands: 'open' | 'closed'): Promise<DrawerLesson | undefined>;
  /** Resolves with whether the code left the scanner. */
  scan(scannerId: string, text: string, suffix: ScanSuffix): Promise<boolean>;
}

export const BenchCallsContext = createContext<BenchCalls | undefined>(undefined);

/** The calls of the bench; only below BenchScreen. */
export function useBenchCalls(): BenchCalls {
  const calls = useContext(BenchCallsContext);
  if (!calls) throw new Error('useBenchCalls needs a BenchCallsContext');
  return calls;
}
