/** '张某（委托）': who covers a unit, and by what. */
export const coverWords = ({ name, as }: { readonly name: string; readonly as: 'mandate' | 'served' }): string =>
  `${name}（${as === 'mandate' ? '委托' : '服务单位'}）`;
