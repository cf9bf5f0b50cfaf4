import { fromBase64, toBase64 } from "lib0/buffer";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

export { fromBase64, toBase64 };

/** A client's frame: its number, then the update. */
export function numbered(n: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, n);
  encoding.writeUint8Array(encoder, update);
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/** A server's frame: updates one after the other, each behind its length. */
export function unpack(frame: Uint8Array): Uint8Array[] {
  const decoder = decoding.createDecoder(frame);
  const updates: Uint8Array[] = [];
  while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder));
  return updates;
}
