const COLUMNS = 32;
const HEIGHT = 16;
const columns = Array.from({ length: COLUMNS }, (_, i) => i);

const totalOf = ([ok, failed]: [number, number]): number => ok + failed;

/** 32 columns, newest right; the failed part grows from the bottom in red. */
export function EvidenceStrip({ evidence }: { evidence: [number, number][] }) {
  const shown = evidence.slice(-COLUMNS);
  const most = Math.max(1, ...shown.map(totalOf));
  const all = shown.reduce((sum, pair) => sum + totalOf(pair), 0);
  const bad = shown.reduce((sum, pair) => sum + pair[1], 0);
  const offset = COLUMNS - shown.length;
  return (
    <svg
      className="evidence"
      width={COLUMNS * 3}
      height={HEIGHT}
      viewBox={`0 0 ${COLUMNS * 3} ${HEIGHT}`}
      role="img"
      aria-label={`Outcomes, newest right: ${bad} of ${all} failed`}
    >
      {columns.map((i) => {
        const pair = shown[i - offset];
        const x = i * 3;
        if (pair === undefined || totalOf(pair) === 0)
          return (
            <rect key={i} x={x} y={HEIGHT - 1} width={2} height={1} className="evidence-none" />
          );
        const height = 4 + (totalOf(pair) / most) * (HEIGHT - 4);
        const failed = (pair[1] / totalOf(pair)) * height;
        return (
          <g key={i}>
            <rect
              x={x}
              y={HEIGHT - height}
              width={2}
              height={height - failed}
              className="evidence-ok"
            />
            <rect x={x} y={HEIGHT - failed} width={2} height={failed} className="evidence-failed" />
          </g>
        );
      })}
    </svg>
  );
}
