import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createElement, Fragment } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { errorLines } from './error-lines.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { nameGathering, NameGatheringContext } from './field-names.ts';

const names = new Map([
  ['f-name', '成果名称'],
  ['f-fields', '技术领域'],
  ['f-milestones-1-criteria', '验收标准'],
  ['f-agree', '以上内容由我核对过，与原件一致，并愿意对此负责任'],
]);
const texts = (faults: Parameters<typeof errorLines>[0]) => errorLines(faults, names).map(({ text }) => text);

test('an error is named by its field, in the order of the page', () => {
  expect(
    texts([
      { name: 'fields', id: 'f-fields', says: '必填。' },
      { name: 'name', id: 'f-name', says: '必填。' },
    ]),
  ).toEqual(['成果名称：必填。', '技术领域：必填。']);
});

test('what names its field itself, has a sentence for a label, or no field at all, stands as it was written', () => {
  expect(
    texts([
      { name: 'gone', id: 'f-gone', says: '这份材料已经撤下。' },
      { name: 'agree', id: 'f-agree', says: '请先确认。' },
      { name: 'name', id: 'f-name', says: '请填成果名称' },
    ]),
  ).toEqual(['请填成果名称', '请先确认。', '这份材料已经撤下。']);
});

test('a word that was typed is no name of its field', () => {
  expect(texts([{ name: 'fields', id: 'f-fields', says: '“没有的技术领域”不在代码表里。' }])).toEqual([
    '技术领域：“没有的技术领域”不在代码表里。',
  ]);
});

test('a row of a form is named before its field', () => {
  expect(texts([{ name: 'milestones[1].criteria', id: 'f-milestones-1-criteria', says: '必填。' }])).toEqual([
    '里程碑 2，验收标准：必填。',
  ]);
});

test('a page that comes from the server names the fields below its summary, before any script runs', async () => {
  const field = (name: string, label: string) =>
    // oxlint-disable-next-line react/no-children-prop -- a test of plain TypeScript
    createElement(Field, { key: name, name, label, children: (control) => createElement('input', control) });
  const page = createElement(
    NameGatheringContext.Provider,
    { value: nameGathering() },
    createElement(
      Fragment,
      null,
      createElement(ErrorSummary, { errors: { fields: ['必填。'], name: ['必填。'] } }),
      field('name', '成果名称'),
      field('fields', '技术领域'),
    ),
  );
  const body = new PassThrough();
  const { pipe } = renderToPipeableStream(page, { onShellReady: () => pipe(body) });
  const lines = [...(await text(body)).matchAll(/<a[^>]*>([^<]*)<\/a>/g)].map(([, line]) => line);
  expect(lines).toEqual(['成果名称：必填。', '技术领域：必填。']);
});
