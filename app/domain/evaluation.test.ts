import { expect, test } from 'vitest';
import { panelFault, spreadOf } from './evaluation.ts';
import { dutyDueOn } from './project-duty.ts';
import { reachedLevel } from './trl-assessment.ts';

test('scores of a panel stay apart: lowest, median and highest of each value, none for what nobody scored', () => {
  const [technical, ...others] = spreadOf([{ technical: 90 }, { technical: 70, social: null }, { technical: 80 }]);
  expect(technical).toEqual({ key: 'technical', scores: [70, 80, 90], low: 70, middle: 80, high: 90 });
  expect(others).toEqual([]);
  expect(spreadOf([{ social: 60 }, { social: 75 }])[0]?.middle).toBe(67.5);
});

test('a report wants five scores at least, an odd number', () => {
  const scored = (n: number) => Array.from({ length: n }, () => ({ state: 'scored' as const }));
  expect(panelFault(scored(4))).toContain('至少');
  expect(panelFault(scored(6))).toContain('单数');
  expect(panelFault([...scored(5), { state: 'recused' }])).toBeNull();
});

test('a readiness level is reached step by step, with evidence', () => {
  const met = (...levels: number[]) => levels.map((level) => ({ level, isMet: true, evidence: '报告 1 号' }));
  expect(reachedLevel(met(1, 2, 3, 4, 6))).toBe(4);
  expect(reachedLevel(met(2))).toBe(0);
  expect(reachedLevel([...met(1), { level: 2, isMet: true, evidence: ' ' }])).toBe(1);
});

test('duties fall due months after acceptance', () => {
  expect(dutyDueOn('deposit', '2026-03-31')).toBe('2026-09-30');
  expect(dutyDueOn('transfer', '2026-03-31')).toBe('2029-03-31');
});
