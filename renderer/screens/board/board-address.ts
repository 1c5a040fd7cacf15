/** What this board is for, out of its address `/board?area=A&sound=off`; each part is remembered by this screen until another is named. */
export interface BoardAddress {
  /** '' is every area. */
  readonly area: string;
  /** A board that never speaks leaves the voice of its area to another. */
  readonly speaks: boolean;
}

export function boardAddress(): BoardAddress {
  const query = new URLSearchParams(location.search);
  return { area: remembered('area', query).trim().slice(0, 20), speaks: remembered('sound', query) !== 'off' };
}

function remembered(name: string, query: URLSearchParams): string {
  const key = `guitai.board.${name}`;
  const named = query.get(name);
  try {
    if (named !== null) localStorage.setItem(key, named);
    return named ?? localStorage.getItem(key) ?? '';
  } catch {
    return named ?? '';
  }
}
