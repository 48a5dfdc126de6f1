import { contractDeedRoles, type ContractSide, otherContractSide } from './contract-deeds.ts';
import { ask, askBy, type SigningFacts, step, type Step, type StepFacts } from './contract-step.ts';
import type { Day } from './days.ts';

export interface ToSign {
  readonly versionN: number;
  /** 这一版, 第 3 版变更. */
  readonly what: string;
  readonly signedBy: readonly ContractSide[];
  readonly signing: SigningFacts;
  /** The last day to sign, where there is one. */
  readonly untilOn: Day | null;
  /** What is said beside it where nothing special stands in the way. */
  readonly detail: string;
  readonly at: Pick<Step, 'key' | 'place'>;
}

const by = contractDeedRoles.sign;

const asked = (facts: StepFacts, side: ContractSide, untilOn: Day | null, deed: string): string =>
  untilOn === null ? `${ask(facts, side, by)}${deed}` : askBy(facts, side, untilOn, deed, by);

/** At the provider: who agrees to it or signs there by when; between two signatures the provider itself is waited for. */
function providerStep(
  facts: StepFacts,
  { what, untilOn, at, versionN }: ToSign,
  esign: NonNullable<SigningFacts['esign']>,
) {
  const dueOn = esign.untilOn ?? untilOn;
  const rest = { ...at, path: `esign?version=${versionN}`, dueOn };
  if (esign.turn === null) return step({ ...rest, title: `${what}在电子签名服务商处，等服务商的结果` });
  const deed = esign.isProposed ? '同意用电子签名服务签署，并指定签署人' : `到电子签名服务签署${what}`;
  const detail = esign.isProposed ? '' : '到期没有签完的，可以重新发起。';
  return step({ ...rest, turn: esign.turn, title: asked(facts, esign.turn, dueOn, deed), detail, by });
}

function scanStep(facts: StepFacts, { what, untilOn, at, versionN }: ToSign, turn: ContractSide): Step {
  const title = asked(facts, turn, untilOn, `核对并确认${what}的用印扫描件`);
  const detail = '双方确认同一份扫描件才算签署；这期间不能在页面上或者用电子签名服务签，传错的由上传的一方撤回。';
  return step({ ...at, turn, title, detail, by, path: `signing?version=${versionN}`, dueOn: untilOn });
}

/** Only for people by name: who is not one of them can do nothing here. */
const nobodysRole = [] as const;

/** An arrangement of page signing, or named people, on the reader's own side; null where whoever may bind it simply signs. */
function pageStep(
  facts: StepFacts,
  { what, untilOn, at, versionN, detail, signing }: ToSign,
  own: ContractSide,
): Step | null {
  const { pageTurn: turn, isNamed } = signing;
  if (turn == null) return null;
  const other = otherContractSide(own);
  const arranged = {
    ...at,
    path: `page-signing?version=${versionN}`,
    dueOn: untilOn,
    detail: '签署人和顺序在“页面签署的安排”里。',
  };
  if (turn.kind === 'agree')
    return step({ ...arranged, turn: own, by, title: asked(facts, own, untilOn, '同意页面签署的安排') });
  if (turn.kind === 'other_agrees')
    return step({ ...arranged, turn: other, title: asked(facts, other, untilOn, '同意页面签署的安排') });
  if (isNamed && turn.kind !== 'sign') return step({ ...arranged, turn: own, title: `请会签${what}` });
  if (turn.kind === 'other_signs') {
    const title = `双方约定${facts.sides[other]}先签，等${facts.names[other]}签署${what}`;
    return step({ ...arranged, turn: other, title });
  }
  if (turn.kind === 'stuck')
    return step({ ...arranged, turn: own, by: ['owner'], title: turn.says.replace(/。$/u, '') });
  if (!('people' in turn)) return null;
  if (turn.kind === 'sign' && isNamed)
    return step({ ...at, turn: own, title: asked(facts, own, untilOn, `签署${what}`), detail, dueOn: untilOn });
  const names = turn.people.map(({ name }) => name).join('、');
  const title =
    turn.kind === 'sign'
      ? `等本单位指定的签署人（${names}）签署${what}`
      : `等本单位的会签人（${names}）会签${what}，会签以后再签署`;
  return step({ ...arranged, turn: own, by: nobodysRole, title });
}

/** Whose turn it is in signing a version, in whatever way it is being signed. */
export function signingStep(facts: StepFacts, sign: ToSign): Step {
  const { signedBy, signing, what, at, untilOn, detail } = sign;
  const open = (['licensor', 'licensee'] as const).filter((side) => !signedBy.includes(side));
  const turn = facts.viewer !== null && open.includes(facts.viewer) ? facts.viewer : (open[0] ?? null);
  if (signing.esign) return providerStep(facts, sign, signing.esign);
  if (turn === null) return step({ ...at, title: '双方已签署', detail });
  if (signing.scan) return scanStep(facts, sign, turn);
  const arranged = turn === facts.viewer ? pageStep(facts, sign, turn) : null;
  if (arranged !== null) return arranged;
  const isBoths = facts.viewer === null && open.length === 2;
  const title = isBoths ? `等双方签署${what}` : asked(facts, turn, untilOn, `签署${what}`);
  return step({ ...at, turn, title, detail, by, dueOn: untilOn });
}
