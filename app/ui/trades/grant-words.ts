import type { SaleRequestKind } from '#app/domain/sale-request.ts';

export interface SoldAs {
  readonly way: 'trade' | 'auction';
  /** Recorded as performed outside of the platform. */
  readonly isPerformed: boolean;
}

/** What follows once the approver agrees, as the form of who asked says it. */
export function grantWords(kind: SaleRequestKind, { way, isPerformed }: SoldAs): string {
  const isTrade = way === 'trade';
  switch (kind) {
    case 'correct':
      return '同意以后：成交登记改为上面写的，原来的登记和理由留存；起草合同照改后的成交价和买受人。';
    case 'perform':
      return `同意以后：这次成交了结，${isTrade ? '公告页写明双方已在平台外签约履行，' : ''}对方在平台上的会收到通知。给的是转让、独占或者排他许可的，仍不能再挂牌或者与别人签冲突的合同。登记有误的，以后可以申请解除成交。`;
    case 'dissolve':
      if (isPerformed) {
        return '同意以后：“在平台外履行”的登记撤销，成交解除，不能恢复。公开页不再显示已成交，这项成果可以重新挂牌，或者与别人签约；对方在平台上的会收到通知。';
      }
      return isTrade
        ? '同意以后：成交解除，不能恢复。与成交方的洽谈随之结束，公告页不再显示已成交、成交价和受让方，这项成果可以重新挂牌，或者与别人签约；成交方和其他竞买人会收到通知。成交方的保证金由经办人按公告另行登记退还或者不退，违约责任另行追究。'
        : '同意以后：成交作废，不能恢复。与买受人的洽谈随之结束，这项成果可以再拍卖、重新挂牌，或者与别人签约；买受人在平台上的会收到通知，违约责任另行追究。';
  }
}
