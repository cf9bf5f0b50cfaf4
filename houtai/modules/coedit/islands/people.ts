/** Somebody of the desk who can be mentioned. */
export interface Named {
  id: string;
  label: string;
}

interface Found {
  id: string | number;
  label?: string;
  name?: string;
}

const PAUSE = 150;
const MOST = 8;

/** "@" and the beginning of a name, right before the caret. */
export const MENTION = /(?:^|[\s(（，。、：；！？])@([^\s@]{0,30})$/;

/** Looks people up at an address as somebody types; what was overtaken by another letter finds nobody. Rejects when nobody answers. */
export function peopleOf(address: string): (typed: string) => Promise<Named[]> {
  let newest = "";
  return async (typed) => {
    newest = typed;
    await new Promise((done) => window.setTimeout(done, PAUSE));
    if (newest !== typed) return [];
    const url = new URL(address, location.href);
    url.searchParams.set("q", typed);
    const reply = await fetch(url, { headers: { Accept: "application/json" } });
    if (!reply.ok) throw new Error(String(reply.status));
    const said = (await reply.json()) as Found[] | { results?: Found[]; people?: Found[] };
    const people = Array.isArray(said) ? said : (said.results ?? said.people ?? []);
    return people.slice(0, MOST).map(({ id, label, name }) => ({ id: String(id), label: label ?? name ?? String(id) }));
  };
}
