/** Whether this browser can make and show passkeys here: they belong to a name, and a number is none. */
export const hasPasskeys =
  "parseCreationOptionsFromJSON" in (globalThis.PublicKeyCredential ?? {}) &&
  !/^[\d.]+$|^\[/.test(location.hostname);
