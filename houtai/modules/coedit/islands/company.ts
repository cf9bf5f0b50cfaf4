import type { Cursor, Person, Said } from "./wire.ts";

/** Who is in a room, where they are, and who wrote what under which Yjs client. */
export class Company {
  people: Person[] = [];
  readonly cursors = new Map<number, Cursor>();
  readonly writers = new Map<number, Person>();

  /** Whether cursors came or went. */
  hear({ people, writers, cursors }: Said): boolean {
    this.people = people ?? this.people;
    for (const [client, person] of Object.entries(writers ?? {})) this.writers.set(Number(client), person);
    for (const [client, cursor] of Object.entries(cursors ?? {})) {
      if (cursor) this.cursors.set(Number(client), cursor);
      else this.cursors.delete(Number(client));
    }
    return cursors !== undefined;
  }

  /** Nobody is known to be there while there is no connection. */
  lose(): void {
    this.people = [];
    this.cursors.clear();
  }

  name(key: string): string | undefined {
    return [...this.people, ...this.writers.values()].find((person) => person.key === key)?.name;
  }
}
