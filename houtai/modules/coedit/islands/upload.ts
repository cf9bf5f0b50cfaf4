import type { Options } from "./options.ts";

export interface Taken {
  id: number | null;
  src: string;
  alt: string;
  width: number | null;
  height: number | null;
}

/** Has the server fetch the picture at an address. Rejects with a sentence for people. */
export async function fetchPicture(url: string, { fetch: address, csrf, texts }: Options): Promise<Taken> {
  if (!address) throw new Error(texts.uploadNone);
  const form = new FormData();
  form.append("url", url);
  const headers = { "X-CSRFToken": csrf(), Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", body: form, headers }).catch(() => null);
  const said = (await answer?.json().catch(() => null)) as (Taken & { error?: string; text?: string }) | null;
  if (!answer?.ok || !said?.src) throw new Error(said?.error || said?.text || texts.uploadFailed);
  return { ...said, id: said.id ?? null };
}

/** Sends a picture; tells how far it is, 0 to 100. Rejects with a sentence for people. */
export function upload(file: File, { upload: address, maximum, csrf, texts }: Options, progress: (percent: number) => void): Promise<Taken> {
  if (!address) return Promise.reject(new Error(texts.uploadNone));
  if (file.size > maximum) return Promise.reject(new Error(texts.uploadLarge));
  return new Promise((done, fail) => {
    // fetch does not tell how much of a body was sent.
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name || "picture");
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", csrf());
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(Math.round((loaded / total) * 100));
    request.onerror = () => fail(new Error(texts.uploadFailed));
    request.onload = () => {
      const said = request.response as (Taken & { error?: string; text?: string }) | null;
      if (request.status < 300 && said?.src) done({ ...said, id: said.id ?? null });
      else fail(new Error(said?.error || said?.text || texts.uploadFailed));
    };
    request.send(form);
  });
}
