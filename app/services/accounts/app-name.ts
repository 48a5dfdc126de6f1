/** The name that an authenticator app shows. */
export const appName = '成果通';
