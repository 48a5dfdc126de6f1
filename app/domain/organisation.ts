import { machine } from './machine.ts';

/** An organisation's verification (机构认证): before it, nothing is published or signed. */
export const organisationMachine = machine({
  name: 'organisation',
  initial: 'unverified',
  states: {
    unverified: {
      label: '未认证',
      on: {
        submit: { to: 'submitted', by: ['owner', 'officer'], says: '上传证照，提交认证' },
        rename: { to: 'submitted', by: ['owner'], says: '改名，凭新证照提交认证' },
      },
    },
    submitted: {
      label: '认证中',
      on: {
        verify: { to: 'verified', by: ['reviewer'], says: '证照与信用代码相符，通过认证' },
        return: { to: 'returned', by: ['reviewer'], says: '退回补正，写明原因' },
      },
    },
    returned: {
      label: '待补正',
      on: {
        submit: { to: 'submitted', by: ['owner', 'officer'], says: '补正后再次提交认证' },
        rename: { to: 'submitted', by: ['owner'], says: '改名，凭新证照提交认证' },
      },
    },
    verified: {
      label: '已认证',
      on: {
        rename: { to: 'submitted', by: ['owner'], says: '改名，凭新证照重新认证；期间不能发布和签约' },
        renew: { to: 'verified', by: ['owner', 'officer'], says: '满一年，交新的证照供复核' },
        recheck: { to: 'verified', by: ['reviewer'], says: '年度复核通过' },
        revoke: { to: 'returned', by: ['reviewer', 'admin'], says: '证照失效，撤销认证，成果和需求暂不公开' },
      },
    },
  },
});
export type OrganisationState = keyof typeof organisationMachine.states;

/**
 * True while a reviewer vouches for an organisation, and what it published is public. A withdrawn verification takes its
 * listings off the public pages, not its contracts; a change of name does not, while the new papers wait.
 */
export const isListingShown = (org: { readonly state: OrganisationState; readonly verifiedAt: Date | null }): boolean =>
  org.state === 'verified' || (org.state === 'submitted' && org.verifiedAt !== null);
