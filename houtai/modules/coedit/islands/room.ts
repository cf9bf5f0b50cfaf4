import { ObservableV2 } from "lib0/observable";
import * as Y from "yjs";
import { fromBase64, toBase64 } from "./bytes.ts";
import { Caller } from "./caller.ts";
import { Company } from "./company.ts";
import type { Copy } from "./copy.ts";
import { Inbox } from "./inbox.ts";
import { Moved } from "./moved.ts";
import { Pointer } from "./pointer.ts";
import { Sender } from "./sender.ts";
import { CODE, FINAL, SCHEMA, type Ear, type Person, type Refusal, type Role, type Said, type Talking, type Welcome } from "./wire.ts";

export type Status = "joining" | "saved" | "saving" | "offline" | "readOnly" | "over";

interface Events {
  changed: () => void;
  cursors: () => void;
  /** The text is about to change. */
  receiving: () => void;
  welcome: () => void;
  talk: () => void;
  refused: (refusal: Refusal) => void;
}

/** One shared text: brings its Y.Doc and the server together, over whatever connection there is. */
export class Room extends ObservableV2<{ [name in keyof Events]: Events[name] }> implements Ear {
  readonly fragment: Y.XmlFragment;
  role: Role = "read";
  comments: Talking = "";
  /** Number of the newest change of the threads that the server has told of. */
  talk = 0;
  you: Person | null = null;
  readonly company = new Company();
  readonly moved: Moved;
  readonly pointer = new Pointer((state) => this.joined && this.caller.line?.cursor(state));
  welcomed = false;
  over = false;
  /** This browser's copy is somebody else's who used it before. */
  foreign = false;
  private readonly sender: Sender;
  private readonly caller: Caller;
  epoch = "";
  private joined = false;
  private readonly inbox = new Inbox((updates) => this.receive(updates));
  private refusal: Refusal | null = null;

  readonly doc: Y.Doc;
  private readonly copy: Copy | null;

  constructor(address: string, doc: Y.Doc, copy: Copy | null, csrf: () => string) {
    super();
    this.doc = doc;
    this.copy = copy;
    this.fragment = doc.getXmlFragment("default");
    this.moved = new Moved(doc);
    this.caller = new Caller(address, csrf, this);
    this.sender = new Sender(doc, copy, () => (this.joined ? this.caller.line : null));
    if (copy) this.restore(copy);
    doc.on("update", this.changed);
  }

  start(): void {
    this.caller.call();
  }

  /** Asks the server whether it is still there. "changed" is told when it answers. */
  check(): void {
    if (this.joined) this.caller.line?.check();
  }

  leave(): void {
    this.doc.off("update", this.changed);
    this.stop();
    this.copy?.write();
    this.destroy();
  }

  get status(): Status {
    if (this.over) return "over";
    if (!this.welcomed) return "joining";
    if (!this.joined) return "offline";
    if (this.role === "read") return "readOnly";
    return this.sender.clean ? "saved" : "saving";
  }

  /** Whether leaving the page now would lose something. */
  get atRisk(): boolean {
    return !this.over && !this.sender.clean && !(this.copy?.settled ?? false);
  }

  get keeps(): boolean {
    return this.copy !== null && !this.copy.broken;
  }

  /** All that no server acknowledged, as one update, or null. */
  pending(): Uint8Array | null {
    return this.role === "read" ? null : this.sender.pending();
  }

  /** Whether no change of this page's, nor of one before, is unacknowledged. */
  get clean(): boolean {
    return this.sender.clean;
  }

  /** The clients whose changes this page has to bring to the server. */
  get own(): number[] {
    return this.sender.own;
  }

  get kept(): Map<number, number> {
    return this.sender.kept;
  }

  /** Puts away this browser's copy, which does not fit the server's text any longer. */
  forget(): void {
    this.copy?.clear();
  }

  // What the connection tells.

  hello() {
    return { schema: SCHEMA, epoch: this.epoch, vector: toBase64(Y.encodeStateVector(this.doc)), client: this.doc.clientID };
  }

  said(message: Said): void {
    if (message.welcome) this.welcome(message.welcome);
    if (message.refused) this.refusal = message.refused;
    if (message.role) this.become(message.role);
    this.hearTalk(message);
    if (this.company.hear(message)) this.emit("cursors", []);
    if (message.ack !== undefined) this.sender.ack(message.ack);
    this.emit("changed", []);
  }

  private become(role: Role): void {
    const again = this.role === "read" && role !== "read";
    this.role = role;
    if (role === "read") this.sender.hold();
    if (again) this.sender.resume();
  }

  private hearTalk({ comments, talk }: Pick<Said, "comments" | "talk">): void {
    this.comments = comments ?? this.comments;
    this.talk = talk ?? this.talk;
    if (comments !== undefined || talk !== undefined) this.emit("talk", []);
  }

  updates(list: Uint8Array[]): void {
    this.inbox.add(list);
    if (this.welcomed) return;
    this.inbox.take();
    this.greet();
  }

  closed(code: number): void {
    this.joined = false;
    this.sender.broke();
    this.company.lose();
    if (FINAL.includes(code)) {
      this.over = true;
      this.role = "read";
      this.emit("refused", [this.refusal?.code === code ? this.refusal : { code, text: "" }]);
    }
    this.emit("cursors", []);
    this.emit("changed", []);
  }

  private receive(updates: Uint8Array[]): void {
    this.emit("receiving", []);
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update, this);
    }, this);
    if (this.role === "write") this.moved.settle(this.fragment);
  }

  private restore(copy: Copy): void {
    this.epoch = copy.epoch;
    copy.whole = () => Y.encodeStateAsUpdate(this.doc);
    this.doc.transact(() => copy.updates.forEach((update) => Y.applyUpdate(this.doc, update, copy)), copy);
    copy.updates = [];
  }

  private welcome(welcome: Welcome): void {
    if (this.epoch !== "" && this.epoch !== welcome.epoch) return this.drop();
    if (this.copy?.owner && this.copy.owner !== welcome.you.key) this.foreign = true;
    if (this.foreign) return this.drop();
    if (this.epoch === "") this.copy?.begin(welcome.epoch, welcome.you.key);
    this.epoch = welcome.epoch;
    this.role = welcome.role;
    this.you = welcome.you;
    this.hearTalk(welcome);
    this.sender.limit = welcome.limit || this.sender.limit;
    this.company.hear({ writers: welcome.writers });
    this.joined = true;
    this.caller.answered();
    this.sender.catchUp(welcome.vector ? Y.decodeStateVector(fromBase64(welcome.vector)) : new Map(), welcome.role !== "read");
    this.pointer.again();
    // Whoever knows everything may be sent an empty frame or none.
    window.setTimeout(() => this.greet(), 500);
  }

  private greet(): void {
    if (this.welcomed || !this.joined) return;
    this.welcomed = true;
    this.emit("welcome", []);
    this.emit("changed", []);
  }

  private drop(): void {
    this.stop();
    this.closed(CODE.otherEpoch);
  }

  private stop(): void {
    this.sender.stop();
    this.pointer.stop();
    this.caller.end();
  }

  private readonly changed = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this.copy) this.copy?.add(update);
    if (origin === this || origin === this.copy || this.over) return;
    // What the page itself does, as when a picture arrives, comes to an end though its owner may only read now.
    this.sender.add(update, this.role !== "read");
    this.emit("changed", []);
  };
}
