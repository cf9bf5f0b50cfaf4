import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { oneAtATime } from "../wagtail_saving.ts";

Object.assign(globalThis, { window: globalThis });

class Press extends Event {
  readonly submitter: object;
  constructor(submitter: object) {
    super("submit", { cancelable: true });
    this.submitter = submitter;
  }
}

class Form extends EventTarget {
  action = "/desk/article/add/";
  sent: object[] = [];
  press(button: object): boolean {
    return this.dispatchEvent(new Press(button));
  }
  tell(name: string): void {
    this.dispatchEvent(new Event(`w-autosave:${name}`, { cancelable: true }));
  }
  requestSubmit(button: object): void {
    if (this.press(button)) this.sent.push(button);
  }
}

const begun = (longest?: number) => {
  const form = new Form();
  const stop = oneAtATime(form as unknown as HTMLFormElement, longest);
  return { form, stop, button: { disabled: true } };
};

for (const end of ["success", "error"])
  test(`a press while something new is saved waits for its ${end}, and goes on by the same button`, () => {
    const { form, button } = begun();
    form.tell("save");
    assert.equal(form.press(button), false);
    assert.deepEqual(form.sent, []);
    form.tell(end);
    assert.deepEqual(form.sent, [button]);
    assert.equal(button.disabled, false);
    form.tell(end);
    assert.equal(form.sent.length, 1);
  });

test("nothing waits where nothing is saved, where it is there already, and once it is stopped", () => {
  const { form, stop, button } = begun();
  assert.equal(form.press(button), true);
  form.tell("save");
  form.action = "/desk/article/edit/1/";
  assert.equal(form.press(button), true);
  form.action = "/desk/article/add/";
  stop();
  assert.equal(form.press(button), true);
});

test("a press goes on when no answer comes", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { form, button } = begun(1000);
  form.tell("save");
  form.press(button);
  mock.timers.tick(1000);
  assert.deepEqual(form.sent, [button]);
  mock.timers.reset();
});
