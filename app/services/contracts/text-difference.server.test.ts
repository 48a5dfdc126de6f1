import { expect, test } from 'vitest';
import { textDifference } from './text-difference.server.ts';

const article = (title: string, ...paragraphs: string[]) => ({ no: 1, title, paragraphs });

test('equal texts have no difference', () => {
  expect(textDifference([article('试用', '试用期 12 个月。')], [article('试用', '试用期 12 个月。')])).toEqual([]);
});

test('a changed number is the only part that is marked', () => {
  const [change] = textDifference(
    [article('试用', '甲。', '试用期 12 个月。')],
    [article('试用', '甲。', '试用期 18 个月。')],
  );
  expect(change?.paragraphs).toHaveLength(1);
  expect(change?.paragraphs[0]).toEqual([
    { kind: 'same', text: '试用期 ' },
    { kind: 'removed', text: '12' },
    { kind: 'added', text: '18' },
    { kind: 'same', text: ' 个月。' },
  ]);
});

test('a new paragraph and a dropped article are told', () => {
  const changes = textDifference(
    [article('担保', '保险。'), article('试用', '甲。')],
    [article('试用', '甲。', '乙。')],
  );
  expect(changes.map(({ title }) => title)).toEqual(['试用', '担保']);
  expect(changes[0]?.paragraphs).toEqual([[{ kind: 'added', text: '乙。' }]]);
  expect(changes[1]?.paragraphs).toEqual([[{ kind: 'removed', text: '保险。' }]]);
});
