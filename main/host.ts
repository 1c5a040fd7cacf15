import type { HostProcedureName, ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { Caller, Role } from '#contract/role.ts';
import type { PairedTill } from '#contract/pairing.ts';
import type { Publish } from '#main/store/publish.ts';
import type { ServedFile } from './media/folder.ts';

/** Whoever is at the station. */
const AT_TILL: Caller = { role: 'till' };

/** As whom the shop is asked for somebody: the person of a till, and the one at the station for its bench and devices. */
export function personOf(caller: Caller): Caller {
  return caller.role === 'till' ? caller : AT_TILL;
}

/** Answers one procedure; throws GuitaiError for what a person should read. */
export type Handler<Name extends ProcedureName> = (
  input: ProcedureInput<Name>,
  caller: Caller,
) => ProcedureOutput<Name> | Promise<ProcedureOutput<Name>>;

/** The procedures answered in the main thread. */
export type HostHandlers = { readonly [Name in HostProcedureName]: Handler<Name> };

/** The procedures of the devices of the LAN, and their topic once there is somewhere to publish it. */
export interface LanPairing {
  readonly handlers: Pick<HostHandlers, 'pairing.createCode' | 'pairing.remove'>;
  /** The devices that are tills. */
  readonly tills: readonly PairedTill[];
  /** `onTills` is called when there are others. */
  start(publish: Publish, onTills: () => void): void;
}

/** One screen or device on the station: an Electron window, a WebSocket, a driver. */
export interface Connection {
  /** Takes a request frame (JSON text, hostile) and resolves with the reply frame (JSON text). Never rejects. */
  receive(frameText: string): Promise<string>;
  close(): void;
}

/** What a shell needs of the running station. */
export interface StationHost {
  /** `push` gets topic frames as JSON text: at once the last value of every topic the role may see, then every change. `deviceId`: the paired device of the LAN it comes from. */
  connect(role: Role, push: (frameText: string) => void, deviceId?: string): Connection;
  /** Phones follow a ticket at this address and its token, and take one at that: printed tickets, boards and kiosks show it. */
  openToPhones(ticketPage: string, takeUrl: string): void;
  /** The shop's picture, film or spoken word of a published id. */
  findMedia(id: string): ServedFile | undefined;
  /** Resolves when the store thread has opened the ledger (or the station is in safe mode) and a sale can be made. */
  readonly ready: Promise<void>;
  /** Drains print jobs in flight (bounded), checkpoints and closes everything. */
  stop(): Promise<void>;
}
