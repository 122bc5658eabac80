// React comes with GraphiQL only, and is used in one place.
declare module "react" {
  export function createElement(kind: unknown, props: Record<string, unknown>): unknown;
}
declare module "react-dom/client" {
  export function createRoot(place: Element): { render(element: unknown): void; unmount(): void };
}
declare module "graphiql";
