/** Whether a media type is JSON: `application/json`, or any type with the suffix `+json`. */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType);
}
