// A herd that goes on writing while its server is killed again and again. Argument: one JSON object. Says a line when
// all are in, and reads lines: "stop" ends the writing. Everything that was acknowledged is told at the end.
import { createInterface } from "node:readline"
import { Houtai } from "./houtai.mjs"
import { Y } from "./packages.mjs"

const PATIENCE = 60_000
const BACK = [20, 250]
const asked = JSON.parse(process.argv[2])
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
let stopped = false

class Sheep {
  constructor(number) {
    this.name = String.fromCharCode(97 + (number % 26)) + Math.floor(number / 26)
    this.number = number
    this.doc = new Y.Doc()
    this.joined = false
    this.words = 0
    this.acknowledged = 0
    this.sent = []
    this.refused = []
    this.joins = 0
    const events = {
      joined: (vector) => this.catchUp(vector),
      came: (updates) => updates.forEach((update) => Y.applyUpdate(this.doc, update, this)),
      acknowledged: (count) => this.count(count),
      refused: (why) => this.refused.push(why.code),
      closed: () => this.back(),
    }
    const { port, rooms, cookies } = asked
    const room = rooms[number % rooms.length]
    this.wire = new Houtai({ port, room, cookie: cookies[number % cookies.length], doc: this.doc, events })
    this.doc.on("update", (update, origin) => origin === this || this.send(update))
  }

  get text() {
    const root = this.doc.getXmlFragment("default")
    return root.get(this.number % root.length).get(0)
  }

  // What the server lacks goes first, as the next update; so do words that were typed while it was away.
  catchUp(vector) {
    this.joins += 1
    this.sent = []
    this.joined = true
    const lacking = Y.encodeStateAsUpdate(this.doc, vector)
    if (Y.decodeUpdate(lacking).structs.length) this.send(lacking)
    else this.acknowledged = this.words
    say({ joined: this.name })
  }

  send(update) {
    if (!this.joined) return
    this.sent.push(this.words)
    this.wire.send(update)
  }

  // Up to the word that was the last when that update was sent.
  count(count) {
    this.acknowledged = Math.max(this.acknowledged, this.sent[count - 1])
  }

  back() {
    this.joined = false
    if (!over) setTimeout(() => this.wire.open(), BACK[0] + Math.random() * (BACK[1] - BACK[0]))
  }

  async write() {
    while (!stopped) {
      await pause(40 + Math.random() * 160)
      if (this.joins === 0) continue
      this.words += 1
      const text = this.text
      text.insert(text.length, ` <${this.name}.${this.words}>`)
    }
  }

  get waits() {
    return !this.joined || this.acknowledged < this.words
  }
}

let over = false
const herd = Array.from({ length: asked.count }, (_, number) => new Sheep(number))
createInterface({ input: process.stdin }).on("line", () => {
  stopped = true
})
for (const one of herd) one.wire.open()
await Promise.all(herd.map((one) => one.write()))
for (const until = Date.now() + PATIENCE; herd.some((one) => one.waits) && Date.now() < until; ) await pause(50)
await pause(1000)
const texts = new Map()
for (const one of herd) {
  const room = one.wire.room
  texts.set(room, (texts.get(room) ?? new Set()).add(one.doc.getXmlFragment("default").toString()))
}
over = true
say({
  done: {
    writers: herd.map(({ name, wire, words, acknowledged, refused, joins }) => {
      return { name, room: wire.room, words, acknowledged, refused, joins }
    }),
    unequal: [...texts.values()].filter((all) => all.size > 1).length,
  },
})
process.exit(0)
