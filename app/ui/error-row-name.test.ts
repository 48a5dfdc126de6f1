import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { errorRowName } from './error-row-name.ts';
import { ErrorSummary } from './error-summary.tsx';

test('an error in a row says which row, counted as people count', () => {
  expect(errorRowName('milestones[1].criteria')).toBe('里程碑 2：');
  expect(errorRowName('metrics[0].value')).toBe('指标 1：');
  expect(errorRowName('royalty.tiers[2].from')).toBe('提成分段 3：');
  expect(errorRowName('termYears')).toBe('');
});

test('the summary names the row', () => {
  const html = renderToStaticMarkup(
    createElement(ErrorSummary, {
      errors: { 'milestones[1].criteria': ['请写怎样算达到'], termYears: ['请填许可期限'] },
    }),
  );
  expect(html).toContain('>里程碑 2：请写怎样算达到<');
  expect(html).toContain('>请填许可期限<');
});
