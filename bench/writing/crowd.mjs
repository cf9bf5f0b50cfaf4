// Many writers at once, and how long everything takes. Argument: one JSON object. Says one JSON object a line.
import { readFileSync } from "node:fs"
import { Times } from "./arrivals.mjs"
import { Hocuspocus } from "./hocuspocus.mjs"
import { Houtai } from "./houtai.mjs"
import { Y } from "./packages.mjs"
import { Writer } from "./writer.mjs"

const WIRES = { houtai: Houtai, hocuspocus: Hocuspocus }
const AT_ONCE = 40
const PATIENCE = 30_000
const asked = JSON.parse(process.argv[2])
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
// Milliseconds that this thread was ready and no core was free.
const waited = () => Number(readFileSync("/proc/self/schedstat", "ascii").split(" ")[1]) / 1e6
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

// Always the same numbers, so that both servers get the same load.
function drawing(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

class Crowd {
  writers = new Map()
  arrivals = new Times()
  acknowledgements = new Times()
  late = new Times()
  closes = 0
  from = Infinity

  constructor() {
    const { wire, port, rooms, each, cookies } = asked
    const Wire = WIRES[wire]
    this.people = Array.from({ length: rooms.length * each }, (_, number) => {
      const room = rooms[number % rooms.length]
      const paragraph = Math.floor(number / rooms.length)
      return new Writer({ Wire, port, room, cookie: cookies[number % cookies.length], crowd: this, paragraph })
    })
    for (const one of this.people) this.writers.set(one.doc.clientID, one)
  }

  // Sent while it was warming up does not count.
  came(at, now) {
    if (at >= this.from) this.arrivals.add(now - at)
  }

  stored(at, now) {
    if (at >= this.from) this.acknowledgements.add(now - at)
  }

  closed() {
    this.closes += 1
  }

  async open() {
    for (let first = 0; first < this.people.length; first += AT_ONCE) {
      await Promise.all(this.people.slice(first, first + AT_ONCE).map((one) => one.open()))
    }
    for (const one of this.people) one.read()
  }

  // `rate` events each second at random moments, each by somebody drawn.
  async keep(rate, seconds, seed, does) {
    const draw = drawing(seed)
    const end = performance.now() + seconds * 1000
    let due = performance.now()
    while (due < end) {
      for (let now = performance.now(); due <= now; now = performance.now()) {
        does(this.people[Math.floor(draw() * this.people.length)])
        if (due >= this.from) this.late.add(now - due)
        due += (-Math.log(1 - draw()) * 1000) / rate
      }
      await pause(1)
    }
  }

  async write(seconds, seed) {
    const typing = this.keep(asked.rate, seconds, seed, (one) => one.type())
    const pointing = asked.cursors ? this.keep(asked.cursors, seconds, seed + 1, (one) => one.point()) : null
    await Promise.all([typing, pointing])
  }

  lost() {
    const short = (one) => one.crowd.people.filter((other) => other !== one && other.wire.room === one.wire.room)
    return this.people.reduce(
      (sum, one) => sum + short(one).reduce((all, from) => all + from.sent.length - (one.heard.get(from) ?? 0), 0),
      0,
    )
  }

  async settle() {
    const until = Date.now() + PATIENCE
    const waits = () => this.people.some((one) => one.acknowledged < one.sent.length) || this.lost()
    while (waits() && Date.now() < until) await pause(100)
    for (const one of this.people) one.read()
  }

  // Articles whose writers do not all have the same.
  unequal() {
    const found = new Map()
    for (const one of this.people) {
      const state = Buffer.from(Y.encodeStateAsUpdate(one.doc))
      const text = one.doc.getXmlFragment("default").toString()
      const known = found.get(one.wire.room) ?? new Set()
      found.set(one.wire.room, known.add(`${state.length} ${text}`))
    }
    return [...found.values()].filter((all) => all.size > 1).length
  }
}

const crowd = new Crowd()
const began = performance.now()
await crowd.open()
say({ opened: (performance.now() - began) / 1000 })
await crowd.write(asked.warm, 1)
say({ measuring: true })
const [use, busy, before] = [process.cpuUsage(), performance.eventLoopUtilization(), waited()]
crowd.from = performance.now()
await crowd.write(asked.seconds, 3)
const used = process.cpuUsage(use)
const took = performance.now() - crowd.from
const generator = {
  busy: performance.eventLoopUtilization(busy).utilization,
  cores: (used.user + used.system) / 1000 / took,
  waited: (waited() - before) / took,
  late: crowd.late.told(),
}
say({ measured: true })
await crowd.settle()
say({
  done: {
    arrivals: crowd.arrivals.told(),
    acknowledgements: crowd.acknowledgements.told(),
    sent: crowd.people.reduce((sum, one) => sum + one.sent.length, 0),
    unacknowledged: crowd.people.reduce((sum, one) => sum + one.sent.length - one.acknowledged, 0),
    lost: crowd.lost(),
    unequal: crowd.unequal(),
    closes: crowd.closes,
    generator,
  },
})
process.exit(0)
