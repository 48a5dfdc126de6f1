/** Grades of brokers, as the title rules call them. */
export const brokerLevels = { junior: '初级技术经纪人', middle: '中级技术经理人', senior: '高级技术经理人' } as const;
