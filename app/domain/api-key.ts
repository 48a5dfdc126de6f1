import { machine } from './machine.ts';

/** A key to the open data: asked for with a purpose, approved by the operator, revoked when misused. */
export const apiKeyMachine = machine({
  name: 'api_key',
  initial: 'asked',
  states: {
    asked: {
      label: '待审核',
      is: ['standing'],
      on: {
        approve: { to: 'approved', by: ['reviewer'], says: '同意，定下每日行数' },
        refuse: { to: 'refused', by: ['reviewer'], says: '不同意，写明理由' },
      },
    },
    approved: {
      label: '已批准',
      is: ['standing'],
      on: { revoke: { to: 'revoked', by: ['reviewer', 'holder'], says: '停用，密钥立即失效' } },
    },
    refused: { label: '未批准', final: true },
    revoked: { label: '已停用', final: true },
  },
});
export type ApiKeyState = keyof typeof apiKeyMachine.states;

/** Rows that one address may read in a day without a key; a request costs one row at least. */
export const anonymousRowsADay = 2000;
/** Rows a day that a reviewer may allow for a key. */
export const keyRows = { least: 1000, most: 1_000_000, usual: 50_000 } as const;
