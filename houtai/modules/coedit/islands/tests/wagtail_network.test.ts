import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ObservableV2 } from "lib0/observable";
import type { Room, Status } from "../room.ts";
import { mendNetwork } from "../wagtail_network.ts";

class Fake extends ObservableV2<{ changed: () => void }> {
  status: Status = "offline";
  checks = 0;
  check(): void {
    this.checks += 1;
  }
  tell(status: Status): void {
    this.status = status;
    this.emit("changed", []);
  }
}

let broken = true;
const page = Object.assign(new EventTarget(), {
  querySelectorAll: () => (broken ? [{ setAttribute: () => (broken = false) }] : []),
});
Object.assign(globalThis, { document: page });

beforeEach(() => (broken = true));

test("Wagtail's network error is over once everything is saved again, not before", () => {
  const room = new Fake();
  mendNetwork(room as unknown as Room);
  for (const status of ["offline", "joining", "saving"] as const) room.tell(status);
  assert.equal(broken, true);
  room.tell("saved");
  assert.equal(broken, false);
});

test("an error of Wagtail's makes the room look whether the server is there, until that is stopped", () => {
  const room = new Fake();
  const stop = mendNetwork(room as unknown as Room);
  page.dispatchEvent(new Event("w-swap:error"));
  page.dispatchEvent(new Event("w-autosave:error"));
  assert.equal(room.checks, 2);
  stop();
  page.dispatchEvent(new Event("w-swap:error"));
  room.tell("saved");
  assert.equal(room.checks, 2);
  assert.equal(broken, true);
});
