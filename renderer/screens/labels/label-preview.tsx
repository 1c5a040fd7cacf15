import type { ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import type { LabelItem, LabelTemplateSummary } from '#contract/label.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Dots } from '#renderer/parts/dots.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import type { ListRow } from './label-list.ts';
import { usePreview } from './use-labels.ts';

/** The chosen row's label, dot by dot as it will come out. */
export function LabelPreview({
  template,
  row,
  item,
}: {
  template: LabelTemplateSummary | undefined;
  row: ListRow | undefined;
  item: LabelItem | undefined;
}): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const { image, failure } = usePreview(template?.id, item);
  return (
    <section className="panel" aria-label={text('labels.preview')}>
      <header className="pt">
        <h2>{text('labels.preview')}</h2>
        {image ? <small>{`${image.dpi} dpi`}</small> : null}
      </header>
      <div className="lb-preview">
        {image && row ? <Dots image={image} className="lb-paper" label={text('labels.previewOf', { name: row.product.name })} /> : null}
        {failure ? <StateWords state="bad">{errorText(failure, language)}</StateWords> : null}
        {row ? null : <p>{text('labels.previewNone')}</p>}
      </div>
    </section>
  );
}
