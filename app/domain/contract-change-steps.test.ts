import { expect, test } from 'vitest';
import type { AmendmentState } from './amendment-machine.ts';
import { changeSteps } from './contract-change-steps.ts';
import { sidesOf } from './contract-kind.ts';
import type { StepFacts } from './contract-step.ts';

const told = (state: AmendmentState, publicity: 'running' | 'objected' | null = null) =>
  changeSteps({
    viewer: 'licensee',
    names: { licensor: '兰州示例大学', licensee: '示例淀粉' },
    sides: sidesOf('licence'),
    today: '2026-11-22',
    change: {
      versionN: 3,
      state,
      side: 'licensor',
      publicity: publicity && { state: publicity, lastOn: '2026-12-08' },
    },
  } as StepFacts).map(({ turn, title }) => [turn, title]);

test('a change of the price says whose turn it is: to agree, to publish, to wait, to sign', () => {
  expect(told('prepared')).toEqual([]);
  expect(told('offered')).toEqual([['licensee', '请答复第 3 版变更']]);
  expect(told('agreed')).toEqual([['licensor', '等兰州示例大学公示第 3 版变更的价款']]);
  expect(told('publicity', 'running')[0]?.[0]).toBeNull();
  expect(told('publicity', 'running')[0]?.[1]).toContain('12 月 8 日');
  expect(told('publicity', 'objected')).toEqual([['licensor', '第 3 版变更的公示收到异议，等兰州示例大学答复']]);
  expect(told('sent')).toEqual([['licensee', '请签署第 3 版变更']]);
  expect(told('signed')).toEqual([]);
});
