import { expect, test } from 'vitest';
import type { AchievementData } from './achievement-data.ts';
import type { AttachmentKind } from './attachment.ts';
import { lacking, registrationNeeds } from './registration-needs.ts';

const bare = { type: 'applied', keywords: [], embodiment: null, origin: null, stage: null, source: null };
const recordOf = (given: object) => ({ ...bare, ...given }) as unknown as AchievementData;
const full = {
  keywords: ['马铃薯'],
  embodiment: 'process',
  origin: 'original',
  stage: 'middle',
  source: 'province',
  researchFrom: '2021-03',
  researchTo: '2024-11',
  evaluationMode: 'third_party',
};
const missing = (data: AchievementData, people = 1, papers: Parameters<typeof registrationNeeds>[0]['papers'] = []) => {
  const needs = registrationNeeds({ data, people, papers });
  return [...lacking(needs, 'field'), ...lacking(needs, 'paper')].map(({ key }) => key);
};
const paper = (kind: AttachmentKind, isCleared = true) => ({ kind, isCleared });

test('an empty record lacks every field of the form that registration asks for, older ones without the later fields too', () => {
  expect(missing(recordOf({}), 0)).toEqual([
    'embodiment',
    'keywords',
    'people',
    'researchFrom',
    'researchTo',
    'source',
    'evaluationMode',
    'origin',
    'stage',
    'proof',
  ]);
  expect(missing(recordOf(full))).toEqual(['proof']);
});

test('origin and stage are asked of applied technology only', () => {
  const { origin: _origin, stage: _stage, ...basic } = full;
  expect(missing(recordOf({ ...basic, type: 'basic' }))).toEqual(['proof']);
  expect(missing(recordOf({ ...basic, type: 'soft' }))).toEqual(['proof', 'research_report']);
  expect(missing(recordOf(basic))).toEqual(['origin', 'stage', 'proof']);
});

test('the proof is an evaluation, or the certificate of a right together with a user’s word', () => {
  const data = recordOf(full);
  expect(missing(data, 1, [paper('evaluation')])).toEqual([]);
  expect(missing(data, 1, [paper('ip_certificate')])).toEqual(['proof']);
  expect(missing(data, 1, [paper('ip_certificate'), paper('user_certificate')])).toEqual([]);
});

test('of soft science the report itself is asked for beside the word on it, as a paper of its own', () => {
  const data = recordOf({ ...full, type: 'soft' });
  expect(missing(data, 1, [paper('evaluation')])).toEqual(['research_report']);
  expect(missing(data, 1, [paper('research_report'), paper('other')])).toEqual(['proof']);
  expect(missing(data, 1, [paper('evaluation'), paper('research_report')])).toEqual([]);
  expect(missing(recordOf(full), 1, [paper('research_report')])).toEqual(['proof']);
});

test('a paper that waits for the secrecy review is not there yet, and is said to wait', () => {
  const needs = registrationNeeds({ data: recordOf(full), people: 1, papers: [paper('evaluation', false)] });
  expect(needs.at(-1)).toMatchObject({ key: 'proof', isMet: false, isWaiting: true });
});

test('several units bring the consent of each', () => {
  const units = ['甲', '乙'].map((name) => ({ name, uscc: null, nature: null, isStateEstablished: null }));
  expect(missing(recordOf({ ...full, units }), 1, [paper('evaluation')])).toEqual(['co_owner_consent']);
  expect(missing(recordOf({ ...full, units: units.slice(0, 1) }), 1, [paper('evaluation')])).toEqual([]);
});
