import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { CameraError, openCamera, type Camera, type CameraFault, type CameraSupport } from '#renderer/app/camera.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { EchoView } from './echo-view.tsx';
import { useTill } from './use-till.ts';

const FAULT_WORDS = {
  denied: 'checkout.camera.denied',
  missing: 'checkout.camera.missing',
  busy: 'checkout.camera.busy',
  lost: 'checkout.camera.lost',
  failed: 'checkout.camera.failed',
} as const satisfies Record<CameraFault, TextKey>;

/** The camera's picture: every code that comes into it is scanned, until the sheet is closed. */
export function CameraSheet({ support }: { support: CameraSupport }): ReactElement {
  const t = useText();
  const till = useTill();
  const [attempt, setAttempt] = useState(1);
  return (
    <Dialog title={t('checkout.camera')} closeLabel={t('checkout.close')} widthRem={40} onClose={till.close}>
      {support === 'insecure' ? (
        <p className="said">{t('checkout.camera.insecure')}</p>
      ) : (
        <Picture key={attempt} onAgain={() => setAttempt(attempt + 1)} />
      )}
    </Dialog>
  );
}

function Picture({ onAgain }: { onAgain: () => void }): ReactElement {
  const t = useText();
  const till = useTill();
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera>();
  const [fault, setFault] = useState<CameraFault>();
  const onCode = useEffectEvent((code: string) => till.seen(code));

  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    let closed = false;
    let opened: Camera | undefined;
    openCamera({ video: element, onCode, onLost: () => setFault('lost') }).then(
      (ready) => {
        opened = ready;
        if (closed) ready.stop();
        else setCamera(ready);
      },
      (error: unknown) => {
        if (!closed) setFault(error instanceof CameraError ? error.fault : 'failed');
      },
    );
    return () => {
      closed = true;
      opened?.stop();
    };
  }, []);

  return (
    <div className="cam">
      <video ref={video} className={fault ? 'vh' : ''} muted playsInline aria-label={t('checkout.camera.picture')} />
      {fault ? <p className="said">{t(FAULT_WORDS[fault])}</p> : <p className="said">{t('checkout.camera.how')}</p>}
      <div className="foot">
        <EchoView />
        {fault ? (
          <Button data-first onClick={onAgain}>
            {t('checkout.camera.again')}
          </Button>
        ) : null}
        {camera?.hasTorch && !fault ? <Torch camera={camera} /> : null}
      </div>
    </div>
  );
}

function Torch({ camera }: { camera: Camera }): ReactElement {
  const t = useText();
  const [on, setOn] = useState(false);
  const toggle = (): void => {
    camera.setTorch(!on).then(
      () => setOn(!on),
      () => {},
    );
  };
  return (
    <Button aria-pressed={on} onClick={toggle}>
      {t(on ? 'checkout.camera.torchOff' : 'checkout.camera.torchOn')}
    </Button>
  );
}
