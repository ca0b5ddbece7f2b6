import { type Deployment, deploymentMetaName, localDeployment, parseDeployment } from './deployment.ts';

/** The part of a document that is used. */
type MetaPage = { querySelector(selector: string): { getAttribute(name: string): string | null } | null };

/** The deployment that the page was served with. One with a mistake in it counts as none: nothing can be sent then. */
export function readPageDeployment(page: MetaPage): Deployment {
  const content = page.querySelector(`meta[name="${deploymentMetaName}"]`)?.getAttribute('content') ?? null;
  if (content === null) return localDeployment;
  try {
    return parseDeployment(content);
  } catch {
    return localDeployment;
  }
}
