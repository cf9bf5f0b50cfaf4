import assert from "node:assert/strict";
import { test } from "node:test";
import { names, nameOf, playerAt } from "../players.ts";

const FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";

test("a page, its short address and its player are one", () => {
  for (const address of [FILM, " https://youtu.be/dQw4w9WgXcQ?si=1 ", "//www.youtube.com/embed/dQw4w9WgXcQ?rel=0", "HTTP://M.YOUTUBE.COM/watch?app=1&v=dQw4w9WgXcQ"]) {
    assert.equal(playerAt(address)?.page, FILM, address);
  }
  assert.equal(playerAt(FILM)?.source, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ");
  const timed = playerAt(`${FILM}&t=90s`);
  assert.deepEqual([timed?.page, timed?.source], [`${FILM}&t=90s`, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90"]);
});

test("no other address plays", () => {
  for (const bad of [
    "javascript:alert(1)//youtu.be/dQw4w9WgXcQ", "data:text/html,https://youtu.be/dQw4w9WgXcQ", "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://user@www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ", "https://evil.example/?u=//youtu.be/dQw4w9WgXcQ",
    `${FILM}Q`, `${FILM}&x=${"x".repeat(1000)}`, `${FILM} and words`, "words", "",
  ]) assert.equal(playerAt(bad), null, bad);
});

test("a provider is called as the desk's language calls it", () => {
  const { provider } = playerAt("https://v.qq.com/x/page/a0123456789.html")!;
  assert.equal(nameOf(provider, "zh-hans"), "腾讯视频");
  assert.equal(nameOf(provider, "en"), "Tencent Video");
  assert.equal(new Set(names("en")).size, names("en").length);
});
