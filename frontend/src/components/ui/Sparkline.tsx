type SparklineProps = {
  /** Drawn dashed behind the main line. */
  back?: number[];
  values: number[];
  label: string;
  width?: number;
  height?: number;
};

const path = (values: number[], max: number, width: number, height: number): string =>
  values
    .map((value, i) => {
      const x = values.length < 2 ? width : (i / (values.length - 1)) * width;
      const y = height - 2 - (value / max) * (height - 5);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");

export function Sparkline({ back = [], values, label, width = 72, height = 26 }: SparklineProps) {
  const max = Math.max(0.001, ...values, ...back);
  const line = path(values, max, width, height);
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {back.length > 1 && (
        <polyline className="spark-back" points={path(back, max, width, height)} />
      )}
      {values.length > 1 && (
        <>
          <polygon className="spark-fill" points={`0,${height} ${line} ${width},${height}`} />
          <polyline className="spark-line" points={line} />
        </>
      )}
    </svg>
  );
}
