import type { DeployedDestination } from '../../pipeline/contracts/upload.ts';
import { originsOf } from './deployment.ts';

/** What the policy of the page lets through. */
export type Connections = {
  /** Servers that the page may ask. */
  readonly origins: readonly string[];
  /** True where a person signs in at an issuer: then the page may open its window. */
  readonly hasIssuer: boolean;
};

/** Servers that files go to, and those that give the tokens for it. */
export function connectionsOf(
  destinations: readonly Pick<DeployedDestination, 'url' | 'stores' | 'credentials'>[],
): Connections {
  const sources = destinations.flatMap(({ credentials }) => (credentials === null ? [] : [credentials]));
  const givers = sources.map((source) => new URL(source.kind === 'endpoint' ? source.url : source.issuer).origin);
  return {
    origins: [...new Set([...originsOf(destinations), ...givers])].sort(),
    hasIssuer: sources.some(({ kind }) => kind === 'oidc'),
  };
}
