import type { HostHandlers } from './host.ts';
import type { Log } from './log.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Caller } from '#contract/role.ts';
import { MAX_WAITING_SCANS, type ScanClaim, type ScanClaimant } from '#contract/scan.ts';
import type { Publish } from '#main/store/publish.ts';

/** A screen that does not come for a scan within this time is not in front of anybody any more. */
export const TAKE_MS = 2000;

/**
 * Where scans of the station's scanners go: to the screen in front if it claims them, else into the basket. A scan is handed over when the screen
 * takes it; what it has not taken when it leaves goes into the basket, so that no scan is lost and none arrives twice.
 */
export interface ScanClaims {
  readonly handlers: Pick<HostHandlers, 'scan.claim' | 'scan.release' | 'scan.take'>;
  /** Resolves once the scan is in the basket or waits for its screen. */
  scanned(text: string): Promise<void>;
  /** The screen is gone. */
  left(screen: Caller): void;
  /** Publishes the first value of topic `scanClaim`. */
  start(): void;
  stop(): void;
}

export interface ScanClaimsOptions {
  toBasket(text: string): Promise<void>;
  readonly publish: Publish;
  readonly log: Log;
  /** Shorter in tests. */
  readonly takeMs?: number;
}

export function createScanClaims({ toBasket, publish, log, takeMs = TAKE_MS }: ScanClaimsOptions): ScanClaims {
  let holder: { readonly screen: Caller; readonly by: ScanClaimant } | undefined;
  let waiting: readonly string[] = [];
  let late: NodeJS.Timeout | undefined;

  const announce = (): void => publish('scanClaim', { by: holder?.by ?? null, waiting: waiting.length } satisfies ScanClaim);

  function takeAll(): readonly string[] {
    clearTimeout(late);
    const taken = waiting;
    waiting = [];
    return taken;
  }

  function release(): void {
    holder = undefined;
    for (const text of takeAll()) toBasket(text).catch((error: unknown) => log.error('scan.failed', error));
    announce();
  }

  function left(screen: Caller): void {
    if (holder?.screen === screen) release();
  }

  return {
    handlers: {
      'scan.claim'({ by }, screen) {
        // The scanners of this counter are not a tablet's.
        if (screen.deviceId !== undefined) throw new GuitaiError('forbidden');
        if (holder?.screen === screen && holder.by === by) return {};
        holder = { screen, by };
        announce();
        return {};
      },
      'scan.release'(_input, screen) {
        left(screen);
        return {};
      },
      'scan.take'(_input, screen) {
        if (holder?.screen !== screen || waiting.length === 0) return { scans: [] };
        const scans = [...takeAll()];
        announce();
        return { scans };
      },
    },
    async scanned(text) {
      if (!holder) return toBasket(text);
      waiting = [...waiting, text];
      if (waiting.length > MAX_WAITING_SCANS) return release();
      if (waiting.length === 1) late = setTimeout(release, takeMs).unref();
      announce();
    },
    left,
    start: announce,
    stop: () => clearTimeout(late),
  };
}
