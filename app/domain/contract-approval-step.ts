import type { ContractSide } from './contract-deeds.ts';
import { ask, firstNames, type NextApproval, step, type Step, type StepFacts } from './contract-step.ts';

/** Who begins an approval (approval-access). */
const starters = ['officer'] as const;

/**
 * The own unit has not approved this version: who decides the step that is next reads 请审批, his colleagues whom they wait for, by name;
 * a step on paper is recorded. Nobody has begun: the officer does.
 */
export function approvalStep(facts: StepFacts, viewer: ContractSide, next: NextApproval | null): Step {
  const at = {
    key: 'approval',
    place: 'approval',
    turn: viewer,
    detail: '内部审批完成以前不能签署；对方看不到审批。',
  } as const;
  if (next === null)
    return step({ ...at, title: `${ask(facts, viewer, starters)}发起内部审批，批准后签署`, by: starters });
  const { name, way, people, isReader } = next;
  const deed = (of: string) =>
    way === 'paper' ? `记录第 ${facts.versionN} 版的线下审批${of}` : `审批第 ${facts.versionN} 版${of}`;
  if (isReader) return step({ ...at, title: `请${deed(`（${name}）`)}`, by: null });
  const who = people.length > 0 ? `${firstNames(people)}（${name}）` : `本单位的审批环节“${name}”`;
  const title = people.length > 0 ? `等${who}${deed('')}` : `${who}没有可以办理的人，请管理员指定`;
  return step({ ...at, title, by: [] });
}
