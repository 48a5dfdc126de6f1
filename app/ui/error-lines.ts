import { errorRowName } from './error-row-name.ts';

interface Fault {
  /** Path of the field as the form sends it. */
  readonly name: string;
  /** Id of the field on the page. */
  readonly id: string;
  readonly says: string;
}

/** A word that somebody typed names no field: '“不存在的学科”不在代码表里' says nothing of 学科. */
const withoutQuoted = (says: string): string => says.replace(/“[^”]*”/g, '');

/** A label that is a sentence: its faults say what to do without it. */
const isSentence = (label: string): boolean => [...label].length > 20 || /[，。；]/.test(label);

/**
 * The lines of an error summary: what is wrong behind the name of its field, in the order in which the fields stand on the page.
 * A field that the page does not name comes last; what says its field's name already does not say it twice.
 * `{ fields: '必填。' }` → '技术领域：必填。'.
 */
export function errorLines(faults: readonly Fault[], names: ReadonlyMap<string, string>): (Fault & { text: string })[] {
  const places = new Map([...names.keys()].map((id, at) => [id, at]));
  return faults
    .map((fault) => {
      const name = names.get(fault.id) ?? '';
      const isSaid = name === '' || isSentence(name) || withoutQuoted(fault.says).includes(name);
      const row = errorRowName(fault.name);
      const where = isSaid ? row : `${row.replace('：', '，')}${name}：`;
      return { ...fault, text: where + fault.says };
    })
    .sort((a, b) => (places.get(a.id) ?? places.size) - (places.get(b.id) ?? places.size));
}
