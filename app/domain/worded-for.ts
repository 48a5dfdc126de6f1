import { inWordsOf } from './contract-kind-text.ts';
import { type ContractKind, isLicence } from './contract-kind.ts';
import { eachText } from './each-text.ts';

/** Any of these characters may be, or become at its edge, a part of 许可方; U+0000 marks the place of a typed word. */
// oxlint-disable-next-line no-control-regex -- no text that is kept holds one
const couldBeRead = /[\0被许可方]/;
// oxlint-disable-next-line no-control-regex -- as above
const place = /\0(\d+)\0/g;

/**
 * What `write` makes of `given`, its sentences in the words of the kind. What was typed and what people are called stands in it as
 * it was given: no name and no clause of the parties' own is reworded (被许可方名录 stays 被许可方名录 in a contract of services).
 */
export function wordedFor<Given, Written>(kind: ContractKind, given: Given, write: (given: Given) => Written): Written {
  if (isLicence(kind)) return write(given);
  const typed: string[] = [];
  const hidden = eachText(given, (text) => (couldBeRead.test(text) ? `\0${typed.push(text) - 1}\0` : text));
  return eachText(write(hidden), (text) =>
    inWordsOf(kind, text).replace(place, (_, index: string) => typed[Number(index)] ?? ''),
  );
}
