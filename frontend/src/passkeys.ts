import { ask } from "./client";
import { graphql } from "./contract";

const StartPasskey = graphql(`
  mutation StartPasskey { startPasskey { options } }
`);

const AddPasskey = graphql(`
  mutation AddPasskey($input: AddPasskeyInput!) {
    addPasskey(input: $input) { passkeys { id name createdAt lastUsedAt } }
  }
`);

const StartPasskeySignIn = graphql(`
  mutation StartPasskeySignIn { startPasskeySignIn { options } }
`);

const SignInWithPasskey = graphql(`
  mutation SignInWithPasskey($credential: JSON!) {
    signInWithPasskey(input: { credential: $credential }) { viewer { person { id } } }
  }
`);

/** The person closed the browser's own dialogue, or it gave up waiting. */
export class NotShown extends Error {}

export async function makePasskey(name: string) {
  const { options } = (await ask(StartPasskey)).startPasskey;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  const credential = await shown(navigator.credentials.create({ publicKey }));
  return (await ask(AddPasskey, { input: { name, credential } })).addPasskey.passkeys;
}

export async function signInWithPasskey(): Promise<void> {
  const { options } = (await ask(StartPasskeySignIn)).startPasskeySignIn;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  await ask(SignInWithPasskey, { credential: await shown(navigator.credentials.get({ publicKey })) });
}

async function shown(asked: Promise<Credential | null>) {
  try {
    return ((await asked) as PublicKeyCredential).toJSON();
  } catch {
    throw new NotShown();
  }
}
