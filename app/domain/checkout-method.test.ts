import { expect, test } from 'vitest';
import { checkoutMethodsFor } from './checkout-method.ts';

test('each way to pay is offered up to its own limit', () => {
  expect(checkoutMethodsFor(5_000_000n)).toEqual(['card', 'alipay', 'wechat_pay']);
  expect(checkoutMethodsFor(5_000_001n)).toEqual(['card', 'alipay']);
  expect(checkoutMethodsFor(30_000_000n)).toEqual(['card', 'alipay']);
  expect(checkoutMethodsFor(30_000_001n)).toEqual(['card']);
  expect(checkoutMethodsFor(99_999_999n)).toEqual(['card']);
  expect(checkoutMethodsFor(100_000_000n)).toEqual([]);
  expect(checkoutMethodsFor(9n)).toEqual(['card', 'wechat_pay']);
});
