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

/** This browser's copy of a room, so that what was written without network outlives the page. Other tabs keep theirs in the same place. */
export class Copy {
  epoch = "";
  owner = "";
  /** Clients with changes that no server acknowledged, as far as this page knows: its own, and those of pages before. */
  unsent: number[] = [];
  updates: Uint8Array[] = [];
  /** The whole document, which stands for all rows that this page knows. */
  whole: () => Uint8Array = () => mergeUpdates(this.updates);
  /** Keys of the rows that are in this page's document. */
  private readonly rows = new Set<IDBValidKey>();
  private client = 0;
  private waiting: Uint8Array[] = [];
  private writing = 0;
  private timer: number | undefined;
  private failed = false;

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

  /** Whether something could not be put on disk, as when that is full. */
  get broken(): boolean {
    return this.failed;
  }

  /** Whether all that was added is on disk. */
  get settled(): boolean {
    return !this.failed && this.waiting.length === 0 && this.writing === 0;
  }

  begin(epoch: string, owner: string): void {
    this.epoch = epoch;
    this.owner = owner;
    this.note();
  }

  /** This page has made changes that no server has acknowledged. */
  mark(client: number): void {
    this.client = client;
    if (!this.unsent.includes(client)) this.unsent.push(client);
    this.note();
  }

  /** The server has all that this page knows of. */
  clean(): void {
    const sent = this.unsent;
    this.unsent = [];
    this.note(sent);
  }

  add(update: Uint8Array): void {
    this.waiting.push(update);
    this.timer ??= window.setTimeout(() => this.write(), GATHER);
  }

  write(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0 || this.epoch === "") return;
    const many = this.rows.size >= MANY;
    const update = many ? this.whole() : mergeUpdates(this.waiting);
    this.waiting = [];
    this.change(["updates"], (change) => {
      const updates = change.objectStore("updates");
      for (const key of many ? this.rows : []) updates.delete(key);
      if (many) this.rows.clear();
      const added = updates.add({ name: this.name, update });
      added.onsuccess = () => this.rows.add(added.result);
    });
    // Another tab that had sent all it knew may have taken the mark away.
    if (this.unsent.length > 0) this.note();
  }

  clear(): void {
    this.waiting = [];
    this.updates = [];
    this.rows.clear();
    this.epoch = "";
    this.unsent = [];
    this.change(["rooms", "updates"], (change) => forget(change, this.name));
  }

  /** What other tabs have noted stays: their changes may be in no row that this page knows. */
  private note(sent: number[] = []): void {
    this.change(["rooms", "updates"], (change) => {
      const rooms = change.objectStore("rooms");
      const there = rooms.get(this.name) as IDBRequest<Row | undefined>;
      const keys = sent.length > 0 ? forgetUpdates(change, this.name) : null;
      (keys ?? there).onsuccess = () => {
        const before = there.result?.epoch === this.epoch ? there.result.unsent : [];
        const alone = keys?.result.every((key) => this.rows.has(key)) ?? false;
        const unsent = [...new Set([...before.filter((client) => !(sent.includes(client) && (alone || client === this.client))), ...this.unsent])];
        rooms.put({ name: this.name, epoch: this.epoch, owner: this.owner, unsent, touched: Date.now() } satisfies Row);
      };
    });
  }

  private change(stores: string[], work: (change: IDBTransaction) => unknown): void {
    try {
      const change = this.database.transaction(stores, "readwrite");
      this.writing += 1;
      change.oncomplete = () => (this.writing -= 1);
      change.onabort = () => (this.failed = true);
      work(change);
    } catch {
      this.failed = true;
    }
  }

  private async load(): Promise<void> {
    const look = this.database.transaction(["rooms", "updates"]);
    const index = look.objectStore("updates").index("name");
    const [rooms, kept, keys] = await Promise.all([
      asked(look.objectStore("rooms").getAll() as IDBRequest<Row[]>),
      asked(index.getAll(this.name) as IDBRequest<{ update: Uint8Array }[]>),
      asked(index.getAllKeys(this.name)),
    ]);
    const row = rooms.find(({ name }) => name === this.name);
    const old = rooms.filter(({ name, unsent, touched }) => name !== this.name && unsent.length === 0 && touched < Date.now() - OLD);
    if (old.length > 0) this.change(["rooms", "updates"], (change) => old.forEach(({ name }) => forget(change, name)));
    if (!row?.epoch) return;
    this.epoch = row.epoch;
    this.owner = row.owner;
    this.unsent = row.unsent;
    this.updates = kept.map(({ update }) => update);
    for (const key of keys) this.rows.add(key);
  }
}

const forgetUpdates = (change: IDBTransaction, name: string): IDBRequest<IDBValidKey[]> => change.objectStore("updates").index("name").getAllKeys(name);

function forget(change: IDBTransaction, name: string): void {
  change.objectStore("rooms").delete(name);
  const found = forgetUpdates(change, name);
  found.onsuccess = () => found.result.forEach((key) => change.objectStore("updates").delete(key));
}
