import type { ReactElement } from 'react';
import type { Basket } from '#contract/basket.ts';
import type { DeviceStatus } from '#contract/device.ts';
import type { ProductSummary, QuickPage } from '#contract/product.ts';
import type { CameraSupport } from '#renderer/app/camera.ts';
import { gramsPerUnit, MAX_TYPED_GRAMS } from '#contract/scale.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import type { Wedge } from '#renderer/app/use-wedge.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { StationPanel } from '#renderer/screens/station/station-panel.tsx';
import { QueueSheet } from '#renderer/screens/caller/queue-sheet.tsx';
import { ShiftSheet } from '#renderer/screens/shift/shift-sheet.tsx';
import { CameraSheet } from './camera-sheet.tsx';
import { DeviceSheet } from './device-sheet.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { MoreSheet } from './more-sheet.tsx';
import { NoteSheet, OrderNoteSheet, QuickAddSheet } from './form-sheets.tsx';
import { MemberSheet } from './member-sheet.tsx';
import { OffersSheet } from './offers-sheet.tsx';
import { DiscountSheet, PriceSheet } from './price-sheets.tsx';
import { WhySheet } from './why-sheet.tsx';
import { DiscardHoldSheet, RenameHoldSheet, SplitSheet } from './hold-sheets.tsx';
import { CancelOrderSheet } from './cancel-order-sheet.tsx';
import { OrderSheet } from './order-sheet.tsx';
import { CardSheet } from './card-sheet.tsx';
import { GoodsSheet } from './goods-sheet.tsx';
import { SalespeopleSheet } from './salespeople-sheet.tsx';
import { ListSheet } from './list-sheet.tsx';
import { QuantitySheet } from './quantity-sheet.tsx';
import { RecallSheet } from './recall-sheet.tsx';
import { RefundSheet, VoidSheet, WithoutReceiptSheet } from './refund-sheets.tsx';
import { QuickProducts } from './quick-products.tsx';
import { leftMilli } from './refund-draft.ts';
import type { Overlay } from './till-state.ts';
import { VoucherSheet } from './voucher-sheet.tsx';
import { useTill, useTillState } from './use-till.ts';

/** The sheet that is open over the screen, if any. */
export function Sheets(props: Omit<SheetProps, 'overlay'>): ReactElement | null {
  const overlay = useTillState((state) => state.overlay);
  return overlay ? <Sheet overlay={overlay} {...props} /> : null;
}

interface SheetProps {
  readonly overlay: Overlay;
  readonly devices: readonly DeviceStatus[];
  readonly pages: readonly QuickPage[] | undefined;
  readonly virtualDevices: boolean;
  readonly wedge: Wedge;
  readonly camera: CameraSupport;
}

function Sheet({ overlay, devices, pages, virtualDevices, wedge, camera }: SheetProps): ReactElement | null {
  const till = useTill();
  const basket = useTopic('basket');
  switch (overlay.kind) {
    case 'more':
      return <MoreSheet />;
    case 'keys':
      return <KeysSheet />;
    case 'drawer':
      return <DrawerSheet />;
    case 'clear':
      return basket ? <ClearSheet basket={basket} /> : null;
    case 'quick':
      return <QuickSheet pages={pages} />;
    case 'devices':
      return <DeviceSheet devices={devices} virtualDevices={virtualDevices} wedge={wedge} />;
    case 'station':
      return <StationSheet />;
    case 'camera':
      return <CameraSheet support={camera} />;
    case 'queue':
      return <QueueSheet onClose={till.close} />;
    case 'shift':
      return <ShiftSheet onClose={till.close} />;
    case 'note': {
      const line = basket?.lines.find(({ lineId }) => lineId === overlay.lineId);
      return line ? <NoteSheet line={line} /> : null;
    }
    case 'quantity': {
      const line = basket?.lines.find(({ lineId }) => lineId === overlay.lineId);
      return line ? (
        <QuantitySheet
          name={line.name}
          unit={line.unit}
          decimals={line.weighed}
          quantityMilli={line.quantityMilli}
          onDone={(quantityMilli) => {
            till.close();
            till.setQuantity(line.lineId, quantityMilli);
          }}
        />
      ) : null;
    }
    case 'weigh':
      return (
        <QuantitySheet
          name={overlay.product.name}
          unit={overlay.product.unit}
          decimals
          quantityMilli={undefined}
          maxMilli={(MAX_TYPED_GRAMS / gramsPerUnit(overlay.product.unit)) * 1000}
          onDone={(quantityMilli) => till.add(overlay.product, quantityMilli)}
        />
      );
    case 'refund':
      return <RefundSheet />;
    case 'withoutReceipt':
      return <WithoutReceiptSheet />;
    case 'void':
      return <VoidSheet />;
    case 'refundQuantity':
      return <RefundQuantitySheet lineId={overlay.lineId} />;
    case 'voucher':
      return <VoucherSheet />;
    case 'split':
      return <SplitSheet />;
    case 'price': {
      const line = basket?.lines.find(({ lineId }) => lineId === overlay.lineId);
      return line ? <PriceSheet line={line} /> : null;
    }
    case 'discount':
      return basket ? <DiscountSheet basket={basket} /> : null;
    case 'member':
      return <MemberSheet member={basket?.terms.member ?? null} />;
    case 'offers':
      return <OffersSheet />;
    case 'why':
      return <WhySheet />;
    case 'listed':
      return <ListSheet list={overlay.list} />;
    case 'salespeople':
      return basket ? <SalespeopleSheet basket={basket} lineId={overlay.lineId} /> : null;
    case 'orderNote':
      return basket ? <OrderNoteSheet note={basket.terms.note} /> : null;
    case 'renameHold':
      return <RenameHoldSheet number={overlay.number} />;
    case 'discardHold':
      return <DiscardHoldSheet number={overlay.number} />;
    case 'order':
      return <OrderSheet seq={overlay.seq} />;
    case 'cancelOrder':
      return <CancelOrderSheet seq={overlay.seq} />;
    case 'recall':
      return <RecallSheet />;
    case 'goods':
      return <GoodsSheet asked={overlay} />;
    case 'card':
      return <CardSheet key={overlay.productId} productId={overlay.productId} lineId={overlay.lineId} />;
    case 'quickAdd':
      return <QuickAddSheet key={overlay.code} code={overlay.code} />;
    default:
      return null;
  }
}

function StationSheet(): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <Dialog title={t('station.title')} closeLabel={t('station.close')} widthRem={44} onClose={till.close}>
      <StationPanel />
    </Dialog>
  );
}

function RefundQuantitySheet({ lineId }: { lineId: number }): ReactElement | null {
  const till = useTill();
  const refundable = useTillState((state) => state.refund)?.sale.lines.find(({ line }) => line.lineId === lineId);
  if (!refundable) return null;
  const { line, part } = refundable;
  return (
    <QuantitySheet
      name={line.name}
      unit={line.unit}
      decimals={part === 'any'}
      quantityMilli={leftMilli(refundable)}
      onDone={(quantityMilli) => {
        till.close();
        till.setRefund(lineId, quantityMilli);
      }}
    />
  );
}

const REASONS = ['checkout.drawer.change', 'checkout.drawer.float', 'checkout.drawer.check', 'checkout.drawer.mistake'] as const;

function DrawerSheet(): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <Dialog title={t('checkout.drawer.why')} closeLabel={t('checkout.close')} onClose={till.close}>
      <p className="said">{t('checkout.drawer.logged')}</p>
      <div className="reasons">
        {REASONS.map((reason, index) => (
          <Button key={reason} size="large" data-first={index === 0 ? true : undefined} onClick={() => till.openDrawer(t(reason))}>
            {t(reason)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

function ClearSheet({ basket }: { basket: Basket }): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <Dialog title={t('checkout.clear.title')} closeLabel={t('checkout.close')} onClose={till.close}>
      <p className="said">{t('checkout.clear.what', { count: basket.itemCount, amount: formatMoney(basket.totalMinor) })}</p>
      <div className="foot">
        <Button onClick={till.close}>{t('checkout.clear.keep')}</Button>
        <Button kind="danger" icon="trash" data-first onClick={till.clear}>
          {t('checkout.clear.do')}
        </Button>
      </div>
    </Dialog>
  );
}

function QuickSheet({ pages }: { pages: readonly QuickPage[] | undefined }): ReactElement {
  const t = useText();
  const till = useTill();
  const pick = (product: ProductSummary): void => {
    till.close();
    till.add(product);
  };
  return (
    <Dialog title={t('checkout.quick')} closeLabel={t('checkout.close')} widthRem={44} onClose={till.close}>
      <QuickProducts pages={pages} disabled={false} onPick={pick} />
    </Dialog>
  );
}
