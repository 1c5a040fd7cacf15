import { useState, type ReactElement } from 'react';
import type { VirtualDrawerView } from '#contract/bench.ts';
import type { DrawerView } from '#contract/drawer.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { StateWords, type StateName } from '#renderer/parts/state-glyph.tsx';
import { useBenchCalls } from './bench-calls.ts';
import { DrawerLearning } from './drawer-learning.tsx';

const positions = {
  open: { state: 'warn', words: 'bench.drawerOpen' },
  closed: { state: 'ok', words: 'bench.drawerClosed' },
  unknown: { state: 'unknown', words: 'bench.drawerUnknown' },
} as const satisfies Record<DrawerView['position'], { state: StateName; words: TextKey }>;

const sensors = [
  ['high_open', 'bench.drawerHighOpen'],
  ['high_closed', 'bench.drawerHighClosed'],
  ['none', 'bench.drawerNoSensor'],
] as const satisfies readonly (readonly [VirtualDrawerView['sensor'], TextKey])[];

interface DrawerPanelProps {
  readonly drawers: readonly DrawerView[];
  readonly virtual: readonly VirtualDrawerView[];
}

/** The cash drawers, real ones too: what the till knows of each, how it learns what the switch says, and a hand at the virtual ones. */
export function DrawerPanel({ drawers, virtual }: DrawerPanelProps): ReactElement | null {
  const text = useText();
  const [chosenId, setChosenId] = useState<string>();
  const drawer = drawers.find((each) => each.id === chosenId) ?? drawers[0];
  if (!drawer) return null;
  const hand = virtual.find((each) => each.id === drawer.id);
  const { state, words } = positions[drawer.position];
  return (
    <section className="panel bn-drawer" aria-label={text('bench.drawer')}>
      <header className="pt">
        <h2>{text('bench.drawer')}</h2>
        {drawers.length > 1 ? (
          <Segments
            label={text('bench.drawer')}
            options={drawers.map(({ id }) => ({ value: id, label: id }))}
            value={drawer.id}
            onChange={setChosenId}
          />
        ) : (
          <StateWords state={state}>{text(words)}</StateWords>
        )}
      </header>
      {hand ? <Hand drawer={hand} /> : null}
      <DrawerLearning key={drawer.id} drawer={drawer} />
    </section>
  );
}

/** The drawer as it really stands, whatever the till knows. */
function Hand({ drawer }: { drawer: VirtualDrawerView }): ReactElement {
  const text = useText();
  const { enabled, moveDrawer } = useBenchCalls();
  const { id, position, jammed, sensor } = drawer;
  const isOpen = position === 'open';
  return (
    <>
      <Picture isOpen={isOpen} />
      <div className="bn-faults" role="group" aria-label={text('bench.drawerHand')}>
        <Button size="small" kind="tint" disabled={!enabled} onClick={() => moveDrawer(id, { position: isOpen ? 'closed' : 'open' })}>
          {text(isOpen ? 'bench.drawerPush' : 'bench.drawerPull')}
        </Button>
        <Button
          size="small"
          className={jammed ? 'on' : undefined}
          aria-pressed={jammed}
          disabled={!enabled}
          onClick={() => moveDrawer(id, { jammed: !jammed })}
        >
          {text('bench.drawerJam')}
        </Button>
        <Segments
          label={text('bench.drawerSensor')}
          options={sensors.map(([value, words]) => ({ value, label: text(words) }))}
          value={sensor}
          onChange={(value) => moveDrawer(id, { sensor: value })}
        />
      </div>
    </>
  );
}

function Picture({ isOpen }: { isOpen: boolean }): ReactElement {
  const text = useText();
  return (
    <svg className="bn-till" viewBox="0 0 240 84" role="img" aria-label={text(isOpen ? 'bench.drawerOpen' : 'bench.drawerClosed')}>
      <path d="M32 6h176l12 34H20z" className="lid" />
      {isOpen ? <path d="M28 40h184l8 22H20zM66 44l-6 14M108 44l-2 14M150 44l2 14M182 44l6 14" className="tray" /> : null}
      <path d={isOpen ? 'M14 62h212v18H14z' : 'M20 40h200v22H20z'} className="front" />
      <circle cx="120" cy={isOpen ? 71 : 51} r="3.5" className="key" />
    </svg>
  );
}
