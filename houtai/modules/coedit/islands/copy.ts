import { mergeUpdates } from "yjs";

const NAME = "houtai-coedit";
const GATHER = 100;
const MANY = 200;
const OLD = 30 * 24 * 3600 * 1000;

interface Row {
  name: string;
  epoch: string;
  /** Whose changes they are. */
  owner: string;
  /** Clients with changes that no server acknowledged. */
  unsent: number[];
  touched: number;
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error as Error);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("rooms", { keyPath: "name" });
    request.result.createObjectStore("updates", { autoIncrement: true }).createIndex("name", "name");
  };
  return asked(request);
}

/** This browser's copy of a room, so that what was written without network outlives the page. */
export class Copy {
  epoch = "";
  owner = "";
  unsent: number[] = [];
  updates: Uint8Array[] = [];
  private waiting: Uint8Array[] = [];
  private writing = 0;
  private timer: number | undefined;
  private broken = false;

  /** Null where the browser keeps nothing (private windows). */
  static async open(name: string): Promise<Copy | null> {
    try {
      const copy = new Copy(await open(), name);
      await copy.load();
      return copy;
    } catch {
      return null;
    }
  }

  private readonly database: IDBDatabase;
  private readonly name: string;

  private constructor(database: IDBDatabase, name: string) {
    this.database = database;
    this.name = name;
    database.onversionchange = () => database.close();
  }

  /** Whether all that was added is on disk. */
  get settled(): boolean {
    return !this.broken && this.waiting.length === 0 && this.writing === 0;
  }

  begin(epoch: string, owner: string): void {
    this.epoch = epoch;
    this.owner = owner;
    this.note();
  }

  mark(unsent: number[]): void {
    this.unsent = unsent;
    this.note();
  }

  add(update: Uint8Array): void {
    this.waiting.push(update);
    this.timer ??= window.setTimeout(() => this.write(), GATHER);
  }

  write(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0 || this.epoch === "") return;
    const update = mergeUpdates(this.waiting);
    this.waiting = [];
    this.change(["updates"], (change) => change.objectStore("updates").add({ name: this.name, update }));
  }

  clear(): void {
    this.waiting = [];
    this.updates = [];
    this.epoch = "";
    this.unsent = [];
    this.change(["rooms", "updates"], (change) => forget(change, this.name));
  }

  private note(): void {
    const row: Row = { name: this.name, epoch: this.epoch, owner: this.owner, unsent: this.unsent, touched: Date.now() };
    this.change(["rooms"], (change) => change.objectStore("rooms").put(row));
  }

  private change(stores: string[], work: (change: IDBTransaction) => unknown): void {
    try {
      const change = this.database.transaction(stores, "readwrite");
      this.writing += 1;
      change.oncomplete = () => (this.writing -= 1);
      change.onabort = () => (this.broken = true);
      work(change);
    } catch {
      this.broken = true;
    }
  }

  private async load(): Promise<void> {
    const look = this.database.transaction(["rooms", "updates"]);
    const [rooms, kept] = await Promise.all([
      asked(look.objectStore("rooms").getAll() as IDBRequest<Row[]>),
      asked(look.objectStore("updates").index("name").getAll(this.name) as IDBRequest<{ update: Uint8Array }[]>),
    ]);
    const row = rooms.find(({ name }) => name === this.name);
    const old = rooms.filter(({ name, unsent, touched }) => name !== this.name && unsent.length === 0 && touched < Date.now() - OLD);
    if (old.length > 0) this.change(["rooms", "updates"], (change) => old.forEach(({ name }) => forget(change, name)));
    if (!row?.epoch) return;
    this.epoch = row.epoch;
    this.owner = row.owner;
    this.unsent = row.unsent;
    this.updates = kept.map(({ update }) => update);
    if (kept.length > MANY) this.shrink();
  }

  private shrink(): void {
    const update = mergeUpdates(this.updates);
    this.change(["updates"], (change) => {
      forgetUpdates(change, this.name).onsuccess = function (this: IDBRequest<IDBValidKey[]>) {
        for (const key of this.result) change.objectStore("updates").delete(key);
      };
      change.objectStore("updates").add({ name: this.name, update });
    });
  }
}

const forgetUpdates = (change: IDBTransaction, name: string): IDBRequest<IDBValidKey[]> => change.objectStore("updates").index("name").getAllKeys(name);

function forget(change: IDBTransaction, name: string): void {
  change.objectStore("rooms").delete(name);
  const found = forgetUpdates(change, name);
  found.onsuccess = () => found.result.forEach((key) => change.objectStore("updates").delete(key));
}
