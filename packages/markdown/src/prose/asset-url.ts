/** How compiled HTML names a file of the course; the packager puts its name in the package there. */
export function assetUrl(path: string): string {
  return `tessera-asset:${path.split("/").map(encodeURIComponent).join("/")}`;
}
