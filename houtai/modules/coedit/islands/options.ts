import { textsFrom, type Texts } from "./texts.ts";

/** What the server's widget says about one field; everything is optional. */
export interface Given {
  language?: string;
  label?: string;
  placeholder?: string;
  user?: string;
  upload?: string;
  /** Takes the address of a picture from elsewhere; without it such pictures stay where they are. */
  fetch?: string;
  mentions?: string;
  /** Is asked what of the site a text may link to; without it only addresses are. */
  links?: string;
  /** Wagtail's chooser of pictures; without it only files are offered. */
  library?: string;
  /** What the library knows of a picture, with {id} in the address. */
  chosen?: string;
  /** Address of a stored picture, with {id} in it. */
  pictures?: string;
  maximum?: number;
  csrf?: string;
  texts?: Partial<Record<string, string>>;
}

export interface Options {
  language: string;
  label: string;
  placeholder: string;
  user: string;
  upload: string;
  fetch: string;
  links: string;
  library: string;
  chosen: string;
  mentions: string;
  pictures: string;
  maximum: number;
  csrf: () => string;
  texts: Texts;
}

const MEGABYTE = 1024 * 1024;

function token(given: Given): string {
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return given.csrf || field?.value || "";
}

export function optionsFrom(given: Given): Options {
  return {
    language: given.language || document.documentElement.lang || "en",
    label: given.label ?? "",
    placeholder: given.placeholder ?? "",
    user: given.user ?? "",
    upload: given.upload ?? "",
    fetch: given.fetch ?? "",
    links: given.links ?? "",
    library: given.library ?? "",
    chosen: given.chosen ?? "",
    mentions: given.mentions ?? "",
    pictures: given.pictures ?? "",
    maximum: given.maximum || 20 * MEGABYTE,
    csrf: () => token(given),
    texts: textsFrom(given.texts),
  };
}
