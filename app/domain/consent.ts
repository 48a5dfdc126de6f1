/** Documents a person agrees to before using the desk, with the version in force. A new version asks again (个人信息保护法 art. 14, 17). */
export const consentDocuments = { terms: '2026-11', privacy: '2026-11-2' } as const;
export type ConsentDocument = keyof typeof consentDocuments;
