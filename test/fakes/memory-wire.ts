import type { Wire, WireEvents } from '#renderer/app/wire.ts';

/** A wire that a test holds at the other end: it sees what the screen sends and answers, pushes, drops and comes back as it likes. */
export interface MemoryWire extends Wire {
  /** The frames sent so far, parsed, oldest first. */
  readonly sent: readonly { readonly id: number; readonly name: string; readonly input: never }[];
  readonly restarts: number;
  connect(): void;
  drop(): void;
  push(frame: object | string): void;
}

export function createMemoryWire(): MemoryWire {
  const sent: { id: number; name: string; input: never }[] = [];
  let events: WireEvents | undefined;
  let restarts = 0;
  return {
    sent,
    get restarts() {
      return restarts;
    },
    open(listener) {
      events = listener;
    },
    send(frameText) {
      sent.push(JSON.parse(frameText) as (typeof sent)[number]);
    },
    restart() {
      restarts += 1;
    },
    close() {
      events = undefined;
    },
    connect: () => events?.opened(),
    drop: () => events?.closed(),
    push: (frame) => events?.frame(typeof frame === 'string' ? frame : JSON.stringify(frame)),
  };
}
