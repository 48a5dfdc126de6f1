import type { AskFault } from '#app/domain/registration.ts';

/** Why registration cannot be asked for now. */
export const askFaultWords: Readonly<Record<AskFault, string>> = {
  not_public: '成果公开以后才能申请登记。',
  under_way: '这项成果的登记正在审核，或者已经办结，进展在成果页面上。',
  unverified: '单位还没有通过认证，通过后才能申请登记。',
};
