import type { ComposerForm } from './composer-form.ts';

type Path = readonly PropertyKey[];

/** A value for each field of the composer that reads and breaks no rule of `checkTerms`. What is not named may stay empty. */
const soundValues: Readonly<Record<string, unknown>> = {
  kind: '',
  results: '',
  risk: '',
  licenceKind: 'non_exclusive',
  territory: 'x',
  fieldOfUse: 'x',
  termYears: '20',
  'trial.months': '3',
  'trial.metrics': 'x',
  'milestones.payWithinDays': '30',
  'milestones.acceptWithinDays': '15',
  'royalty.reportWithinDays': '30',
  'royalty.payWithinDays': '30',
  latePenaltyPerDay: '0.05',
  latePenaltyCap: '20',
  confidentialityYears: '5',
  'milestones.name': 'x',
  'milestones.trigger': 'in_production',
  'milestones.triggerAmount': '0.01',
  'milestones.triggerOn': '2099-12-31',
  'milestones.amount': '0.01',
  'royalty.kind': 'none',
  'royalty.base': 'net_sales',
  'royalty.rate': '1',
  'royalty.rates': '1',
  'royalty.tiers': [{ from: '0', to: '', rate: '1' }],
  'royalty.tiers.from': '0',
  'royalty.tiers.rate': '1',
  'royalty.period': 'quarter',
  'royalty.deductions.name': 'x',
  'security.provider': 'x',
  'security.beneficiary': 'x',
  'security.claimEvent': 'x',
  'copies.licensor': '1',
  'copies.licensee': '1',
  improvements: 'owner_each',
  'dispute.way': 'court',
  'dispute.place': 'x',
};

/** A copy of `node` in which the field at `path` has a value that reads. */
function replaced(node: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(node)) return node.map((item: unknown, i) => (i === key ? replaced(item, rest, value) : item));
  if (node === null || typeof node !== 'object' || typeof key !== 'string') return node;
  return { ...node, [key]: replaced((node as Record<string, unknown>)[key], rest, value) };
}

/**
 * The composer's form with a sound value in each field that could not be read, so that the rules over several fields can judge the
 * others: one answer then names all that is wrong. Nothing of it is shown or kept.
 */
export const readableTerms = (form: ComposerForm, unread: readonly Path[]): unknown =>
  unread.reduce<unknown>((node, path) => {
    // Which of them begins when is judged among them: with one unread none is.
    if (path[0] === 'royalty' && path[1] === 'later') return replaced(node, ['royalty', 'later'], []);
    const name = path.filter((key) => typeof key === 'string').join('.');
    return replaced(node, path, soundValues[name] ?? '');
  }, form);
