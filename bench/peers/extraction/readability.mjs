// Reads lines {"url", "html"} and answers each with {"html", "seconds", …} as @mozilla/readability finds the article.
import { createInterface } from "node:readline";
import { Readability } from "@mozilla/readability";
import { JSDOM, VirtualConsole } from "jsdom";

for await (const line of createInterface({ input: process.stdin })) {
  const { url, html } = JSON.parse(line);
  const start = process.cpuUsage();
  let found = null;
  try {
    const page = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
    found = new Readability(page.window.document).parse();
    page.window.close();
  } catch {
    // An article that a peer cannot read is one it did not find.
  }
  const { content, title, byline, lang, siteName, publishedTime } = found ?? {};
  const facts = { title, byline, lang, siteName, publishedTime };
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ html: content ?? "", facts, seconds: (user + system) / 1e6 }));
}
