import { useEffect, useRef } from 'react';

/** A screen nobody attends takes up a new version of the station by itself, once the station it lost comes back as another one. */
export function useReloadOnNewVersion(version: string | undefined): void {
  const first = useRef(version);
  useEffect(() => {
    first.current ??= version;
    if (first.current !== version) location.reload();
  }, [version]);
}
