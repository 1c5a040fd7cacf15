const STORAGE_KEY = 'guitai.board.area';

/** The area this board is for: `/board?area=A`, remembered by this screen until another is named; '' is every area. */
export function areaOfBoard(): string {
  const named = new URLSearchParams(location.search).get('area')?.trim().slice(0, 20);
  try {
    if (named !== undefined) localStorage.setItem(STORAGE_KEY, named);
    return named ?? localStorage.getItem(STORAGE_KEY) ?? '';
  } catch {
    return named ?? '';
  }
}
