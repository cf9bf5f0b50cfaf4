/** What a reader may be led to: pages by http and https, and mail. */
export function webAddress(typed: string): string | null {
  const found = completed(typed.trim());
  return found && isHarmless(found) ? found : null;
}

function completed(text: string): string | null {
  if (/^(https?:\/\/|mailto:)[^\s]+$/i.test(text)) return text;
  if (/^[^\s@/:]+@[^\s@/]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`;
  if (/^[^\s/:]+\.[a-z]{2,}(:\d+)?([/?#]\S*)?$/i.test(text)) return `https://${text}`;
  return null;
}

/** What a text may hold besides: addresses within the site. Anything else the server would refuse. */
export function isHarmless(href: string, mail = true): boolean {
  const text = href.trim();
  // Browsers leave out blanks and signs without a shape before they look for a scheme.
  if (text.length > 4096 || /[\s\p{Cc}]/u.test(text)) return false;
  if (/^mailto:/i.test(text)) return mail && /^mailto:[^@]+@[^@]+/i.test(text);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return text !== "";
  return /^https?:\/\/[^/?#]/i.test(text) && URL.canParse(text);
}
