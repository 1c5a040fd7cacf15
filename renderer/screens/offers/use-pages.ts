import { useCallback, useEffect, useState } from 'react';

/** What is asked for: those in use or those that were ended, after an id. */
export interface PageQuery {
  readonly ended?: true;
  readonly after?: string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

/** Offers or price lists: all that are in use, and of the many that were ended as far as somebody looked. */
export interface Pages<Row> {
  /** Undefined until they have come, or while the person at the till may not see them. */
  readonly current: readonly Row[] | undefined;
  readonly ended: Page<Row>;
  reload(): Promise<void>;
  moreEnded(): Promise<void>;
}

const NONE = { rows: [], more: false } as const;

/** `read` and `idOf` must stay the same between renders. */
export function usePages<Row>(options: {
  readonly allowed: boolean;
  readonly read: (query: PageQuery) => Promise<Page<Row>>;
  readonly idOf: (row: Row) => string;
}): Pages<Row> {
  const { allowed, read, idOf } = options;
  const [current, setCurrent] = useState<readonly Row[]>();
  const [ended, setEnded] = useState<Page<Row>>(NONE);
  const reload = useCallback(
    () =>
      Promise.all([readAll(read, idOf), read({ ended: true })]).then(
        ([rows, page]) => {
          setCurrent(rows);
          setEnded(page);
        },
        () => {
          // What is on screen stays until it can be asked for again.
        },
      ),
    [read, idOf],
  );
  const moreEnded = useCallback(
    () =>
      read({ ended: true, ...afterLast(ended.rows, idOf) }).then(
        ({ rows, more }) => setEnded({ rows: [...ended.rows, ...rows], more }),
        () => {
          // The button is still there.
        },
      ),
    [ended, read, idOf],
  );
  useEffect(() => {
    if (allowed) void reload();
  }, [allowed, reload]);
  return { current: allowed ? current : undefined, ended, reload, moreEnded };
}

function afterLast<Row>(rows: readonly Row[], idOf: (row: Row) => string): Pick<PageQuery, 'after'> {
  const last = rows.at(-1);
  return last === undefined ? {} : { after: idOf(last) };
}

/** Every page of those in use. */
async function readAll<Row>(read: (query: PageQuery) => Promise<Page<Row>>, idOf: (row: Row) => string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let more = true; more;) {
    const page = await read(afterLast(rows, idOf));
    rows.push(...page.rows);
    ({ more } = page);
  }
  return rows;
}
