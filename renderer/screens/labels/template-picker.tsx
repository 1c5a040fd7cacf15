import type { ReactElement } from 'react';
import type { LabelTemplateSummary } from '#contract/label.ts';
import { useText } from '#renderer/app/i18n.ts';

/** The labels of the shop, each drawn in its own proportions. */
export function TemplatePicker({
  templates,
  chosen,
  onChoose,
}: {
  templates: readonly LabelTemplateSummary[];
  chosen: LabelTemplateSummary | undefined;
  onChoose: (template: LabelTemplateSummary) => void;
}): ReactElement {
  const text = useText();
  return (
    <section className="panel" aria-label={text('labels.template')}>
      <header className="pt">
        <h2>{text('labels.template')}</h2>
      </header>
      <div className="lb-templates" role="group" aria-label={text('labels.template')}>
        {templates.map((template) => (
          <button
            key={template.id}
            type="button"
            className={template.id === chosen?.id ? 'on' : undefined}
            aria-pressed={template.id === chosen?.id}
            onClick={() => onChoose(template)}
          >
            <i style={{ aspectRatio: `${template.width} / ${template.height}` }} />
            <span>{text(`labels.template.${template.id}`)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
