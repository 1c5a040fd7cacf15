import type { DeviceErrorCode } from '#contract/device.ts';

/** A UnifiedPOS method that could not be carried out. */
export class DeviceError extends Error {
  readonly code: DeviceErrorCode;
  constructor(code: DeviceErrorCode, message: string) {
    super(message);
    this.name = 'DeviceError';
    this.code = code;
  }
}

export interface ClaimOptions {
  /** What is claimed: a wire such as "tcp 192.168.1.50:9100". */
  readonly resource: string;
  /** Who claims it: the id of a device. */
  readonly owner: string;
  /** How long to wait for the present holder; `Infinity` waits until it lets go. */
  readonly timeoutMs: number;
  /** Ends the wait with DeviceError `not_claimed`. */
  readonly signal?: AbortSignal;
}

/** Who holds which wire within this station: one holder at a time, the next in the order of asking (UnifiedPOS exclusive use). */
export interface Claims {
  /** Resolves with the function that gives the wire back. Rejects with DeviceError `claimed` when somebody else still holds it after the wait. */
  claim(options: ClaimOptions): Promise<() => void>;
  holderOf(resource: string): string | undefined;
}

interface Waiter {
  readonly owner: string;
  take(): void;
}

export function createClaims(): Claims {
  const holders = new Map<string, { readonly owner: string; readonly waiting: Waiter[] }>();

  function hold(resource: string, owner: string, waiting: Waiter[]): () => void {
    const holder = { owner, waiting };
    holders.set(resource, holder);
    return () => {
      if (holders.get(resource) !== holder) return;
      holders.delete(resource);
      waiting.shift()?.take();
    };
  }

  return {
    holderOf: (resource) => holders.get(resource)?.owner,
    async claim({ resource, owner, timeoutMs, signal }) {
      const present = holders.get(resource);
      if (!present) return hold(resource, owner, []);
      const { waiting } = present;
      const claimed = Promise.withResolvers<() => void>();
      const waiter: Waiter = { owner, take: () => claimed.resolve(hold(resource, owner, waiting)) };
      const giveUp = (code: DeviceErrorCode): void => {
        const place = waiting.indexOf(waiter);
        if (place >= 0) waiting.splice(place, 1);
        claimed.reject(new DeviceError(code, `${resource} is held by ${present.owner}`));
      };
      const abandon = (): void => giveUp('not_claimed');
      const timer = timeoutMs === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => giveUp('claimed'), timeoutMs);
      signal?.addEventListener('abort', abandon, { once: true });
      waiting.push(waiter);
      try {
        return await claimed.promise;
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abandon);
      }
    },
  };
}
