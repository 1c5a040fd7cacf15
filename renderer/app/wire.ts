/** What a wire tells the client. `opened` comes again after every reconnect. */
export interface WireEvents {
  opened(): void;
  frame(frameText: string): void;
  closed(): void;
}

/** Carries JSON frames to and from the station; reconnects by itself until it is closed. */
export interface Wire {
  open(events: WireEvents): void;
  /** Sends one request frame; a frame sent while the wire is down is dropped (the client rejects its requests). */
  send(frameText: string): void;
  /** Drops a connection that no longer answers and opens a new one. */
  restart(): void;
  close(): void;
}
