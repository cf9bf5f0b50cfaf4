// Our own wire: docs/coedit.md. What both wires offer: open(), send(update), point(cursor), close(), and the events
// `joined`, `came(updates)`, `acknowledged(count of updates sent here)`, `closed(code)`.
import { decoding, encoding, WebSocket, Y } from "./packages.mjs"

export class Houtai {
  constructor({ port, room, cookie, doc, events }) {
    Object.assign(this, { port, room, cookie, doc, events, epoch: "", sent: 0, joined: false })
  }

  open() {
    const host = `localhost:${this.port}`
    const headers = { Host: host, Origin: `http://${host}`, Cookie: this.cookie }
    const address = `ws://127.0.0.1:${this.port}/coedit/${this.room}/`
    this.socket = new WebSocket(address, { headers, perMessageDeflate: false })
    this.socket.on("open", () => this.hello())
    this.socket.on("message", (data, binary) => (binary ? this.take(data) : this.hear(JSON.parse(data))))
    this.socket.on("close", (code) => this.events.closed?.(code))
    this.socket.on("error", () => {})
  }

  hello() {
    const vector = Buffer.from(Y.encodeStateVector(this.doc)).toString("base64")
    this.sent = 0
    this.joined = false
    this.say({ hello: { schema: 1, epoch: this.epoch, vector, client: this.doc.clientID } })
  }

  say(message) {
    this.socket.send(JSON.stringify(message))
  }

  take(data) {
    const from = decoding.createDecoder(data)
    const updates = []
    while (decoding.hasContent(from)) updates.push(decoding.readVarUint8Array(from))
    this.events.came(updates)
    if (!this.joined) this.events.joined(Buffer.from(this.vector, "base64"))
    this.joined = true
  }

  hear(message) {
    if (message.welcome) {
      this.epoch = message.welcome.epoch
      this.vector = message.welcome.vector
    } else if (message.ack) {
      this.events.acknowledged(message.ack)
    } else if (message.refused) {
      this.events.refused?.(message.refused)
    }
  }

  send(update) {
    this.sent += 1
    const frame = encoding.createEncoder()
    encoding.writeVarUint(frame, this.sent)
    encoding.writeUint8Array(frame, update)
    this.socket.send(encoding.toUint8Array(frame))
  }

  point(cursor) {
    this.say({ cursor })
  }

  close() {
    this.socket.terminate()
  }
}
