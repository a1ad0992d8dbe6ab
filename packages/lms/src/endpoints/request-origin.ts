/** Refuses requests that another site's page, or a rebound name, could have caused. */
export interface OriginPolicy {
  /** `name:port` values that the Host may have. */
  readonly hosts: readonly string[];
  /** Values that an Origin header may have; a request without one is not from another site's script. */
  readonly origins: readonly string[];
}

/** @returns why the request is refused, or undefined */
export function originProblem(request: Request, policy: OriginPolicy): string | undefined {
  const host = (request.headers.get("host") ?? new URL(request.url).host).toLowerCase();
  if (!policy.hosts.some((allowed) => allowed.toLowerCase() === host))
    return `the host ${host} is not this server's`;
  const origin = request.headers.get("origin");
  if (origin !== null && !policy.origins.includes(origin))
    return `pages of ${origin} may not use this server`;
  return undefined;
}
