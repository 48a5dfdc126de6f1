export * from './people.ts';
export * from './files.ts';
export * from './organisations.ts';
export * from './achievements.ts';
<<<<<<< HEAD
export * from './reviews.ts';
=======
export * from './exports.ts';
>>>>>>> 3d4a750724ce3da7b5fe73a3697b608103bb93da
export * from './demands.ts';
export * from './deals.ts';
export * from './events.ts';
export * from './event-registrations.ts';
export * from './alerts.ts';
export * from './approvals.ts';
export * from './contracts.ts';
export * from './contract-life.ts';
export * from './payments.ts';
export * from './ledger.ts';
export * from './platform.ts';
export * from './search.ts';
