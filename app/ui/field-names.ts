import {
  Children,
  createContext,
  isValidElement,
  type ReactNode,
  useContext,
  useMemo,
  useSyncExternalStore,
} from 'react';

/** What the fields of a page are called, by their ids, in the order in which they stand on it. */
export type FieldNames = ReadonlyMap<string, string>;

/**
 * Names as the fields of one page tell them while the server renders it. An error summary stands above its fields and knows them
 * only when the page was gone through once.
 */
export interface NameGathering {
  readonly names: Map<string, string>;
  /** What a summary waits for before it is rendered: React goes through the rest of the page meanwhile. Null once that is done. */
  readonly rest: () => Promise<void> | null;
}

export function nameGathering(): NameGathering {
  let isWhole = false;
  let rest: Promise<void> | undefined;
  return {
    names: new Map(),
    rest: () => {
      rest ??= Promise.resolve().then(() => {
        isWhole = true;
      });
      return isWhole ? null : rest;
    },
  };
}

/** On the server one for each page; null in the browser, where the page itself is asked. */
export const NameGatheringContext = createContext<NameGathering | null>(null);

type Entries = readonly (readonly [id: string, name: string])[];
const never = () => () => {};
const nothing = () => '[]';
/** As a text, so that the same names are the same to React, which asks again after each change of the page. */
const inPage = (): string =>
  typeof document === 'undefined'
    ? nothing()
    : JSON.stringify(
        [...document.querySelectorAll<HTMLElement>('[data-field]')].map((one) => [
          one.dataset.field ?? '',
          one.dataset.fieldName ?? '',
        ]),
      );

/** The words of a label, without what only looks. */
function wordsOf(label: ReactNode): string {
  return Children.toArray(label)
    .map((part) => {
      if (typeof part === 'string' || typeof part === 'number') return String(part);
      return isValidElement<{ children?: ReactNode }>(part) ? wordsOf(part.props.children) : '';
    })
    .join('')
    .trim();
}

/** Attributes of the frame around a field, by which an error summary finds what it is called. */
export function useFieldName(id: string, label: ReactNode): { 'data-field': string; 'data-field-name': string } {
  const words = wordsOf(label);
  useContext(NameGatheringContext)?.names.set(id, words);
  return { 'data-field': id, 'data-field-name': words };
}

/** What the fields of this page are called; nothing is asked while `isWanted` is false. */
export function useFieldNames(isWanted: boolean): FieldNames {
  const gathering = useContext(NameGatheringContext);
  const rest = isWanted ? gathering?.rest() : null;
  // oxlint-disable-next-line no-throw-literal -- how React is told to come back to a component
  if (rest) throw rest;
  const asked = isWanted ? inPage : nothing;
  const said = useSyncExternalStore(
    never,
    asked,
    gathering === null ? asked : () => JSON.stringify([...gathering.names]),
  );
  return useMemo(() => new Map(JSON.parse(said) as Entries), [said]);
}
