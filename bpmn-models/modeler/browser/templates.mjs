export async function applyTemplates() {
  return [];
}
