import { useEffect, useState, type ReactElement } from 'react';
import type { Picture } from '#contract/product-card.ts';
import { useClient } from '#renderer/app/use-topic.ts';

/** The pictures and films of an article, the first one large; nothing where the shop has none. */
export function Pictures({ names, label }: { names: readonly string[]; label: string }): ReactElement | null {
  const pictures = usePictures(names.join('|'));
  return pictures.length === 0 ? null : <Chooser key={pictures.map(({ id }) => id).join()} pictures={pictures} label={label} />;
}

function Chooser({ pictures, label }: { pictures: readonly Picture[]; label: string }): ReactElement | null {
  const [chosen, setChosen] = useState(0);
  const picture = pictures[chosen];
  if (!picture) return null;
  const source = `/media/${picture.id}`;
  return (
    <div className="pics">
      {picture.kind === 'image' ? (
        <img src={source} alt={label} />
      ) : (
        <video key={picture.id} src={source} muted autoPlay loop playsInline />
      )}
      {pictures.length > 1 ? (
        <div className="few">
          {pictures.map(({ id }, index) => (
            <button
              key={id}
              type="button"
              aria-label={`${label} ${index + 1}`}
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
            >
              {index + 1}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** Where the pictures of these names are; none where the station does not find them. `wanted` is the names, parted by |. */
function usePictures(wanted: string): readonly Picture[] {
  const client = useClient();
  const [found, setFound] = useState<{ readonly wanted: string; readonly pictures: readonly Picture[] }>();
  useEffect(() => {
    if (wanted === '') return undefined;
    let asked = true;
    client.request('product.pictures', { names: wanted.split('|') }).then(
      ({ pictures }) => asked && setFound({ wanted, pictures }),
      () => {},
    );
    return () => {
      asked = false;
    };
  }, [client, wanted]);
  return found?.wanted === wanted ? found.pictures : [];
}
