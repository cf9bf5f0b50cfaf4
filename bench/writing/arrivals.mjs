// What an update brings, as "of this Yjs client everything up to this clock": servers put updates together, so theirs
// are not the ones that were sent. Many get the same bytes, and they are read once.
import { Y } from "./packages.mjs"

const MOST = 4096
const known = new Map()

export function endsOf(update) {
  const key = Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString("latin1")
  let ends = known.get(key)
  if (ends === undefined) {
    const found = new Map()
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      found.set(id.client, Math.max(found.get(id.client) ?? 0, id.clock + length))
    }
    ends = [...found]
    if (known.size >= MOST) known.clear()
    known.set(key, ends)
  }
  return ends
}

// Milliseconds, as many as there are.
export class Times {
  values = new Float64Array(1 << 16)
  count = 0

  add(value) {
    if (this.count === this.values.length) {
      const more = new Float64Array(2 * this.count)
      more.set(this.values)
      this.values = more
    }
    this.values[this.count++] = value
  }

  told() {
    const sorted = this.values.subarray(0, this.count).sort()
    const part = (of) => sorted[Math.min(this.count - 1, Math.ceil(of * this.count) - 1)] ?? -1
    return { count: this.count, p50: part(0.5), p95: part(0.95), p99: part(0.99), p999: part(0.999), most: part(1) }
  }
}
