/** As much of IndexedDB as the copy of a room asks for, in memory. */
type Key = number | string;

class Request<T> {
  result!: T;
  onsuccess: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onupgradeneeded: (() => void) | null = null;

  constructor(say: () => T, fresh = false) {
    queueMicrotask(() => {
      this.result = say();
      if (fresh) this.onupgradeneeded?.();
      this.onsuccess?.();
    });
  }
}

class Store {
  readonly rows = new Map<Key, { name: string }>();
  private next = 0;

  createIndex(): void {}

  index() {
    const of = (name: string) => [...this.rows].filter(([, row]) => row.name === name);
    return {
      getAll: (name: string) => new Request(() => of(name).map(([, row]) => row)),
      getAllKeys: (name: string) => new Request(() => of(name).map(([key]) => key)),
    };
  }

  get = (key: Key) => new Request(() => structuredClone(this.rows.get(key)));
  getAll = () => new Request(() => structuredClone([...this.rows.values()]));
  put = (row: { name: string }) => new Request(() => this.rows.set(row.name, structuredClone(row)));
  delete = (key: Key) => new Request(() => this.rows.delete(key));
  add(row: { name: string }) {
    const key = (this.next += 1);
    return new Request(() => {
      this.rows.set(key, row);
      return key;
    });
  }
}

/** What was put into it, by store. */
export function storage(): Record<string, Store> {
  const stores: Record<string, Store> = {};
  const database = {
    createObjectStore: (name: string) => (stores[name] = new Store()),
    transaction: () => {
      const change = { oncomplete: null as (() => void) | null, objectStore: (name: string) => stores[name]! };
      setTimeout(() => change.oncomplete?.());
      return change;
    },
  };
  const open = () => new Request(() => database, Object.keys(stores).length === 0);
  Object.assign(globalThis, { window: globalThis, indexedDB: { open } });
  return stores;
}
