// One person in one article. Notes when each of their updates was sent, and when those of others arrived.
import { endsOf } from "./arrivals.mjs"
import { Y } from "./packages.mjs"

export class Writer {
  constructor({ Wire, port, room, cookie, crowd, paragraph }) {
    this.doc = new Y.Doc()
    this.crowd = crowd
    this.paragraph = paragraph
    this.sent = []
    this.acknowledged = 0
    this.heard = new Map()
    this.unread = []
    this.opened = new Promise((resolve, reject) => {
      const events = {
        joined: resolve,
        came: (updates) => this.came(updates),
        acknowledged: (count) => this.counted(count),
        closed: (code) => {
          reject(new Error(`${room}: closed with ${code}`))
          crowd.closed(code)
        },
      }
      this.wire = new Wire({ port, room, cookie, doc: this.doc, events })
    })
    this.doc.on("update", (update, origin) => origin === this || this.wire.send(update))
  }

  open() {
    this.wire.open()
    return this.opened
  }

  came(updates) {
    const now = performance.now()
    for (const update of updates) {
      this.unread.push(update)
      for (const [client, end] of endsOf(update)) this.arrived(this.crowd.writers.get(client), end, now)
    }
  }

  // All of somebody's updates below `end` that had not come before.
  arrived(from, end, now) {
    if (!from || from === this) return
    let next = this.heard.get(from) ?? 0
    for (; next < from.sent.length && from.sent[next].clock < end; next += 1) {
      this.crowd.came(from.sent[next].at, now)
    }
    this.heard.set(from, next)
  }

  counted(count) {
    const now = performance.now()
    while (this.acknowledged < count) this.crowd.stored(this.sent[this.acknowledged++].at, now)
  }

  // As a browser does between frames: everything that came, in one go.
  read() {
    if (!this.unread.length) return
    const updates = this.unread
    this.unread = []
    this.doc.transact(() => updates.forEach((update) => Y.applyUpdate(this.doc, update, this)), this)
  }

  get text() {
    const root = this.doc.getXmlFragment("default")
    return root.get(this.paragraph % root.length).get(0)
  }

  type() {
    this.read()
    const text = this.text
    const letter = "etaoin shrdlu"[this.sent.length % 13]
    this.sent.push({ clock: Y.getState(this.doc.store, this.doc.clientID), at: performance.now() })
    text.insert(text.length, letter)
  }

  point() {
    const place = Y.createRelativePositionFromTypeIndex(this.text, this.text.length)
    const cursor = JSON.parse(JSON.stringify(Y.relativePositionToJSON(place)))
    this.wire.point({ anchor: cursor, head: cursor })
  }
}
