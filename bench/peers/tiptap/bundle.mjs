// Writes TipTap as it comes, with no paste handling, as one script for a browser.
import { build } from "esbuild";

const contents = `
import { Editor } from "@tiptap/core";
import { Image } from "@tiptap/extension-image";
import { TableKit } from "@tiptap/extension-table";
import { StarterKit } from "@tiptap/starter-kit";
const element = document.querySelector("#text");
const input = document.querySelector("input");
const editor = new Editor({ element, extensions: [StarterKit, TableKit, Image.configure({ allowBase64: true })] });
editor.view.dom.classList.add("h-coedit-text");
editor.on("update", () => { input.value = editor.getHTML(); });
`;
const { outputFiles } = await build({ stdin: { contents, resolveDir: import.meta.dirname }, bundle: true, write: false, format: "iife", target: "es2022" });
process.stdout.write(outputFiles[0].text);
