import assert from "node:assert/strict";
import { test } from "node:test";
import { isHarmless, webAddress } from "../addresses.ts";
import { pause } from "../backoff.ts";
import { inkOn, safeColour } from "../colours.ts";
import { countWords } from "../count.ts";
import { initials } from "../initials.ts";
import { ENGLISH, put, textsFrom } from "../texts.ts";

test("words are counted as the server counts them", () => {
  assert.equal(countWords("Hello, it's a well-known 3.5 thing"), 6);
  assert.equal(countWords("中文 and 日本"), 5);
  assert.equal(countWords(""), 0);
});

test("pauses grow to ten seconds and differ by chance", () => {
  assert.equal(pause(0, () => 0), 150);
  assert.equal(pause(0, () => 1), 300);
  assert.equal(pause(20, () => 1), 10_000);
});

test("only web and mail addresses are linked", () => {
  assert.equal(webAddress("example.org/x"), "https://example.org/x");
  assert.equal(webAddress("a@example.org"), "mailto:a@example.org");
  assert.equal(webAddress(" https://example.org "), "https://example.org");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "ftp://x.org", "words", "", "mailto:office", "https://[x", "http://a:99999"]) assert.equal(webAddress(bad), null);
});

test("signs that browsers leave out hide no scheme", () => {
  for (const sign of ["\u0000", "\u0001", "\u001f", "\u007f", "\u0085", "\t"]) {
    assert.equal(isHarmless(`${sign}javascript:alert(1)`), false);
    assert.equal(isHarmless(`java${sign}script:alert(1)`), false);
  }
});

test("a stored text may lead within the site, and nowhere odd", () => {
  for (const good of ["/about", "#note", "https://a.org", "mailto:a@b.c"]) assert.equal(isHarmless(good), true, good);
  for (const bad of ["javascript:x", "tel:1", "https://", "data:x", "file:///x", "a b"]) assert.equal(isHarmless(bad), false, bad);
});

test("names stand on colours that let them be read", () => {
  assert.equal(inkOn("#ffffff"), "#000");
  assert.equal(inkOn("#123"), "#fff");
  assert.equal(safeColour("red; background: url(x)"), "#5f6b76");
});

test("people are shown by two letters, Chinese ones by two characters", () => {
  assert.equal(initials("Alice Li"), "AL");
  assert.equal(initials("bob"), "BO");
  assert.equal(initials("王小明"), "小明");
  assert.equal(initials("王𠮷"), "王𠮷");
});

test("texts that the server does not translate stay English", () => {
  const texts = textsFrom({ bold: "粗体", unknown: "x" });
  assert.equal(texts.bold, "粗体");
  assert.equal(texts.italic, ENGLISH.italic);
  assert.equal(put("%s words", 3), "3 words");
  assert.equal(put("%s 建议加上这些", "$&"), "$& 建议加上这些");
});
