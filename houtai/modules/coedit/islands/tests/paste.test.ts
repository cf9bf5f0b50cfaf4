import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, mayFit, wordsOf } from "../paste_limits.ts";
import { destination } from "../paste_links.ts";
import { declared, Sheet } from "../paste_look.ts";
import { numbersOf } from "../paste_numbers.ts";
import { picturesOfRtf } from "../paste_rtf.ts";
import { isOurs, withoutPictures } from "../paste_tidy.ts";

test("the sign before an item says which number it is", () => {
  const first = (label: string) => numbersOf(label)[0];
  assert.equal(first("4."), 4);
  assert.equal(first("(12)"), 12);
  assert.equal(first("1.2.7"), 7);
  assert.equal(first("c)"), 3);
  assert.equal(first("iv."), 4);
  assert.equal(first("aa."), 27);
  assert.equal(first("二十三、"), 23);
  assert.equal(first("（十）"), 10);
  assert.equal(first("③"), 3);
  assert.equal(first("４．"), 4);
  assert.equal(first("乙、"), 2);
  assert.equal(first("Step 3:"), 3);
  assert.equal(first("第2步"), 2);
  assert.equal(first("第十二部分"), 12);
});

test("a letter alone is a bullet of some font", () => {
  for (const bullet of ["·", "o", "§", "l", "n", "Ø", "●", "-", ""]) assert.deepEqual(numbersOf(bullet), [], bullet);
});

test("an i may be the first or the ninth", () => {
  assert.deepEqual(numbersOf("i."), [1, 9]);
});

test("links lead where they say, not to a page that leads on", () => {
  assert.equal(destination("https://www.google.com/url?q=https://example.org/&sa=D"), "https://example.org/");
  assert.equal(destination("https://link.zhihu.com/?target=https%3A//example.org/a"), "https://example.org/a");
  assert.equal(destination("https://example.org/url?q=https://other.org"), "https://example.org/url?q=https://other.org");
  assert.equal(destination("mailto:a@example.org"), "mailto:a@example.org");
  for (const bad of ["javascript:alert(1)", "file:///C:/a.html", "#_Toc1", "", "https://www.google.com/url?q=javascript:alert(1)x"]) {
    assert.ok(!destination(bad)?.startsWith("javascript:"), bad);
  }
  assert.equal(destination("#_Toc1"), null);
});

test("a style is read with its quotes and brackets", () => {
  const look = declared("font:7.0pt \"Times; New Roman\"; background:url(data:image/png;base64,x);MSO-List: l0 level1\n lfo1");
  assert.equal(look.get("mso-list"), "l0 level1 lfo1");
  assert.equal(look.get("background"), "url(data:image/png;base64,x)");
});

test("a style sheet is read with its rules within others, and long words in it take no time", () => {
  const css = `@media screen {h1, p.a {mso-list:l0 level1} } @list l0:level1 {mso-level-text:"%1."} ${"x".repeat(200_000)}`;
  const sheet = new Sheet({ querySelectorAll: () => [{ textContent: css }] } as unknown as Document);
  const list = (localName: string, ...classList: string[]) => sheet.whole({ localName, classList, getAttribute: () => "x".repeat(200_000) } as unknown as Element).get("mso-list");
  assert.deepEqual([list("h1"), list("p", "a"), list("p")], ["l0 level1", "l0 level1", undefined]);
  assert.equal(sheet.list("l0:level1")?.get("mso-level-text"), '"%1."');
});

test("pictures of RTF come in order, those for old readers left out", () => {
  const rtf = "{\\rtf1{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn a}{\\sv 1}}}\\picw1\\pngblip\n89504e470d0a1a0a00000000}}{\\nonshppict{\\pict\\wmetafile8 0100090000034f000000}}{\\pict\\jpegblip ffd8ffe000104a4649460001}}";
  assert.deepEqual(picturesOfRtf(rtf).map(({ data }) => data), ["data:image/png;base64,iVBORw0KGgoAAAAA", "data:image/jpeg;base64,/9j/4AAQSkZJRgAB"]);
  assert.deepEqual(picturesOfRtf("{\\rtf1 \\pict"), []);
  const chart = "{\\rtf1{\\*\\listtable{\\*\\listpicture{\\*\\shppict{\\pict\\pngblip 89504e470d0a1a0a00000000}}}}{\\*\\shppict{\\pict\\emfblip 0100000000000000aa}}{\\*\\shppict{\\pict\\jpegblip ffd8ffe000104a4649460001}}}";
  assert.deepEqual(picturesOfRtf(chart).map(({ data }) => data), ["", "data:image/jpeg;base64,/9j/4AAQSkZJRgAB"]);
  const cut = "{\\pict\\picscalex50\\picscaley100\\piccropl300\\piccropr0\\picwgoal3300\\pichgoal1500\\pngblip 89504e470d0a1a0a}";
  assert.deepEqual(picturesOfRtf(cut).map(({ width, height }) => [width, height]), [[100, 100]]);
});

test("pictures that cannot come are counted", () => {
  const tidied = { html: '<p>a</p><img src="#p-0" alt=""><img src="https://a.org/b.png" alt="">', pictures: ["data:"], lost: 1 };
  assert.deepEqual(withoutPictures(tidied, "#p-"), { html: '<p>a</p><img src="https://a.org/b.png" alt="">', pictures: [], lost: 2 });
});

test("twenty megabytes of words are too much, of pictures not", () => {
  const large = "x".repeat(20_000_000);
  assert.equal(fits(wordsOf(`<p>${large}`, "")), false);
  assert.equal(fits(wordsOf("", large)), false);
  assert.equal(fits(wordsOf(`<img src="data:image/png;base64,${large}">`, "")), true);
  assert.equal(fits("汉".repeat(1_300_000), true), false);
  assert.equal(fits("x".repeat(1_300_000), true), true);
  assert.equal(mayFit("汉".repeat(1_300_000)), false);
  assert.equal(mayFit(`x\u00a0\n`.repeat(3_400_000)), true);
  assert.equal(mayFit("x".repeat(900_000), 60_000), true);
  assert.equal(mayFit("x".repeat(900_000), 70_000), false);
});

test("a copy of an editor like ours is not tidied", () => {
  assert.equal(isOurs('<p data-houtai="" data-pm-slice="1 1 []">x</p>'), true);
  assert.equal(isOurs('<p data-pm-slice="1 1 []">x</p>'), false);
  assert.equal(isOurs("<p>data-pm-slice=</p>"), false);
});
