/** Whether what somebody types behind "/" begins one of the names. */
export const seek = (typed: string, names: string): boolean =>
  names.toLowerCase().split(/\s+/).some((name) => name.startsWith(typed.trim().toLowerCase()));
