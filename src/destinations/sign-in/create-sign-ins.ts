import type { CredentialSource, SignIns } from '../../pipeline/contracts/sign-in.ts';
import type { SendRequest } from '../upload/upload-protocol.ts';
import { endpointTokens } from './endpoint-tokens.ts';
import { type IssuerSurroundings, issuerTokens } from './issuer-tokens.ts';
import { createTokenKeeper, type TokenKeeper } from './token-keeper.ts';

/** What keeps the tokens of a page. A source that several destinations name is asked once. */
export type TokenKeepers = SignIns & { readonly keeperOf: (source: CredentialSource) => TokenKeeper };

export function createSignIns(options: {
  readonly sendRequest: SendRequest;
  readonly issuers: IssuerSurroundings;
  readonly now: () => number;
}): TokenKeepers {
  const keepers = new Map<string, TokenKeeper>();

  function keeperOf(source: CredentialSource): TokenKeeper {
    const name = JSON.stringify(source);
    const known = keepers.get(name);
    if (known !== undefined) return known;
    const keeper = createTokenKeeper(tokensOf(source), options.now);
    keepers.set(name, keeper);
    return keeper;
  }

  function tokensOf(source: CredentialSource) {
    if (source.kind === 'endpoint') return endpointTokens(source.url, options.sendRequest);
    return issuerTokens(source, options.issuers);
  }

  return {
    keeperOf,
    watch: (source, onState) => keeperOf(source).watch(onState),
    signIn: (source) => keeperOf(source).signIn(),
    cancel: (source) => keeperOf(source).cancel(),
  };
}
