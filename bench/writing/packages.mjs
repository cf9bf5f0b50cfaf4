// The packages lie where this process was started, not beside these files.
import { createRequire } from "node:module"

export const from = createRequire(`${process.cwd()}/`)
export const Y = from("yjs")
export const WebSocket = from("ws")
export const encoding = from("lib0/encoding")
export const decoding = from("lib0/decoding")
