// The wire of Hocuspocus, as its provider speaks it: every message begins with the document's name and a kind.
import { decoding, encoding, WebSocket, Y } from "./packages.mjs"

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const SYNC_REPLY = 4
const SYNC_STATUS = 8
const [STEP_1, STEP_2, UPDATE] = [0, 1, 2]
const [TOKEN, AUTHENTICATED] = [0, 2]

export class Hocuspocus {
  constructor({ port, room, doc, events }) {
    Object.assign(this, { port, room, doc, events, acknowledged: 0, greeting: 0, clock: 0, joined: false })
  }

  open() {
    this.socket = new WebSocket(`ws://127.0.0.1:${this.port}/`, { perMessageDeflate: false })
    this.socket.on("open", () => this.hello())
    this.socket.on("message", (data) => this.hear(decoding.createDecoder(data)))
    this.socket.on("close", (code) => this.events.closed?.(code))
    this.socket.on("error", () => {})
  }

  hello() {
    this.write(AUTH, (to) => {
      encoding.writeVarUint(to, TOKEN)
      encoding.writeVarString(to, "anybody")
    })
  }

  write(kind, body) {
    const to = encoding.createEncoder()
    encoding.writeVarString(to, this.room)
    encoding.writeVarUint(to, kind)
    body(to)
    this.socket.send(encoding.toUint8Array(to))
  }

  sync(step, data) {
    this.write(SYNC, (to) => {
      encoding.writeVarUint(to, step)
      encoding.writeVarUint8Array(to, data)
    })
  }

  hear(from) {
    decoding.readVarString(from)
    const kind = decoding.readVarUint(from)
    if (kind === AUTH && decoding.readVarUint(from) === AUTHENTICATED) {
      this.sync(STEP_1, Y.encodeStateVector(this.doc))
    } else if (kind === SYNC || kind === SYNC_REPLY) {
      this.synced(decoding.readVarUint(from), decoding.readVarUint8Array(from))
    } else if (kind === SYNC_STATUS) {
      this.status(decoding.readVarUint(from))
    }
  }

  synced(step, data) {
    if (step === STEP_1) {
      this.greeting += 1
      return this.sync(STEP_2, Y.encodeStateAsUpdate(this.doc, data))
    }
    this.events.came([data])
    if (step === STEP_2 && !this.joined) {
      this.joined = true
      this.events.joined()
    }
  }

  status(applied) {
    if (this.greeting > 0) this.greeting -= 1
    else if (applied) this.events.acknowledged(++this.acknowledged)
  }

  send(update) {
    this.sync(UPDATE, update)
  }

  point(cursor) {
    this.clock += 1
    const states = encoding.createEncoder()
    encoding.writeVarUint(states, 1)
    encoding.writeVarUint(states, this.doc.clientID)
    encoding.writeVarUint(states, this.clock)
    encoding.writeVarString(states, JSON.stringify({ user: { name: "Somebody", color: "#204a87" }, cursor }))
    this.write(AWARENESS, (to) => encoding.writeVarUint8Array(to, encoding.toUint8Array(states)))
  }

  close() {
    this.socket.terminate()
  }
}
