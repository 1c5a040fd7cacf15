import { useState, type ReactElement } from 'react';
import type { Discovery } from '#contract/setup.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { parseAddress } from './draft.ts';
import type { SetupCalls } from './use-setup-calls.ts';

const PRIVATE_ADDRESS = /^(10|127|172|192)\.\d{1,3}\.\d{1,3}\.\d{1,3}(:[1-9]\d{0,4})?$/;

/** Starts and stops a search; `primary` while nothing else is more to the point. Nothing is asked on the network unless a person wants it. */
export function SearchPanel(props: { discovery: Discovery; calls: SetupCalls; primary: boolean }): ReactElement {
  const { discovery, calls, primary } = props;
  const text = useText();
  const [network, setNetwork] = useState(false);
  const [host, setHost] = useState('');
  const running = discovery.state === 'running';
  const wrong = host !== '' && !PRIVATE_ADDRESS.test(host.trim());
  const look = (): void => void calls.discover({ network, ...(host.trim() ? parseAddress(host) : {}) });
  return (
    <form
      className="panel su-search"
      onSubmit={(event) => {
        event.preventDefault();
        if (!running && !wrong && calls.enabled) look();
      }}
    >
      <label className="su-check">
        <input type="checkbox" checked={network} onChange={(event) => setNetwork(event.target.checked)} />
        <span>{text('setup.network')}</span>
      </label>
      <label className="field">
        <span>{text('setup.address')}</span>
        <input value={host} maxLength={21} aria-invalid={wrong} onChange={(event) => setHost(event.target.value)} />
      </label>
      {running ? (
        <div className="su-actions">
          <StateWords state="busy">
            {discovery.hostsTotal > 0
              ? text('setup.searching', { done: discovery.hostsDone, total: discovery.hostsTotal })
              : text('setup.searchingHere')}
          </StateWords>
          <Button disabled={!calls.enabled} onClick={() => void calls.stopDiscovery()}>
            {text('setup.stop')}
          </Button>
        </div>
      ) : (
        <Button type="submit" kind={primary ? 'primary' : 'plain'} icon="search" disabled={!calls.enabled || wrong}>
          {text('setup.search')}
        </Button>
      )}
    </form>
  );
}
