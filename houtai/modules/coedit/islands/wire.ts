/** The messages of the contract between browser and server. */
export const SCHEMA = 1;

export type Role = "write" | "suggest" | "read";

/** What may be done with comments: nothing at all, reading, writing. */
export type Talking = "" | "read" | "write";

export interface Person {
  key: string;
  name: string;
  colour: string;
}

export interface CursorState {
  anchor: unknown;
  head: unknown;
}

export interface Cursor extends Person {
  state: CursorState | null;
}

export interface Hello {
  schema: number;
  epoch: string;
  vector: string;
  client: number;
}

export interface Welcome {
  epoch: string;
  schema: number;
  role: Role;
  comments?: Talking;
  /** How often the room's threads have changed. */
  talk?: number;
  vector: string;
  you: Person;
  limit: number;
  writers: Record<string, Person>;
}

export interface Refusal {
  code: number;
  text: string;
}

export interface Said {
  welcome?: Welcome;
  ack?: number;
  cursors?: Record<string, Cursor | null>;
  writers?: Record<string, Person>;
  role?: Role | undefined;
  comments?: Talking | undefined;
  talk?: number | undefined;
  people?: Person[];
  refused?: Refusal;
  pong?: number;
}

/** What a connection tells the room. */
export interface Ear {
  hello(): Hello;
  said(message: Said): void;
  updates(list: Uint8Array[]): void;
  closed(code: number): void;
}

/** A connection, by websocket or by long polling. `send` counts the updates of this connection from 1. */
export interface Line {
  readonly kind: "socket" | "poll";
  send(update: Uint8Array): void;
  cursor(state: CursorState | null): void;
  /** Asks the other side whether it is still there. */
  check(): void;
  close(): void;
}

export const CODE = {
  malformed: 4400, signedOut: 4401, noRight: 4403, noRoom: 4404, otherEpoch: 4409, tooLarge: 4413, notAllowed: 4422, oldSchema: 4426, tooFast: 4429,
} as const;

/** After these nothing is tried again; anything else is a connection that broke. */
export const FINAL: readonly number[] = [CODE.malformed, CODE.signedOut, CODE.noRight, CODE.noRoom, CODE.otherEpoch, CODE.tooLarge, CODE.notAllowed, CODE.oldSchema];
