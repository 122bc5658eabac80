import { useMemo } from "preact/hooks";

/** Many events cause one new question, spread so that not every reader asks at the same moment. */
export function useRefresh() {
  return useMemo(() => {
    let reload = () => {};
    let timer: number | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => reload(), 400 + Math.random() * 600);
    };
    const when = (again: () => void) => {
      reload = again;
      return () => {
        clearTimeout(timer);
        reload = () => {};
      };
    };
    return { soon, when };
  }, []);
}
