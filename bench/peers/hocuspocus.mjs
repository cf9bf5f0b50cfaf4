// Hocuspocus with its ordinary settings and its database extension, in memory, as its extension for SQLite does without
// settings. That one brings a driver that has to be compiled and crashes on this Node (better-sqlite3 12.11.1), so its
// statements run on Node's own driver. Arguments: port, a file with the documents to begin with.
import { createRequire } from "node:module"
import { DatabaseSync } from "node:sqlite"

const require = createRequire(`${process.cwd()}/`)
const { Server } = require("@hocuspocus/server")
const { Database } = require("@hocuspocus/extension-database")

const [port, file] = process.argv.slice(2)
const database = new DatabaseSync(":memory:")
database.exec('CREATE TABLE "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))')
database.prepare("ATTACH ? AS seed").run(file)
database.exec('INSERT INTO "documents" SELECT * FROM seed.documents; DETACH seed')
const found = database.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC')
const kept = database.prepare(
  'INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
)
const storing = new Database({
  fetch: async ({ documentName }) => found.get(documentName)?.data ?? null,
  store: async ({ documentName, state }) => kept.run(documentName, state),
})
await new Server({ port: Number(port), address: "127.0.0.1", quiet: true, extensions: [storing] }).listen()
console.log("ready")
