/** What was done with a record, in words, by the deed of its audit line. */
export const trailWords: Readonly<Record<string, string>> = {
  'achievement.create': '新建',
  'achievement.edit': '修改',
  'achievement.submit': '送审',
  'achievement.clear': '保密审查通过',
  'achievement.publish': '审批通过并公开',
  'achievement.return': '退回修改',
  'achievement.recall': '撤回送审',
  'achievement.withdraw': '撤下',
  'achievement.reopen': '改为草稿',
  'achievement.import': '导入',
  'registration.submit': '申请登记',
  'registration.pass': '市州审核通过',
  'registration.register': '准予登记',
  'registration.return': '登记退回补正',
  'registration.withdraw': '撤回登记申请',
  'registration.revoke': '登记注销',
};
