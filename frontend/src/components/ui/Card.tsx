import type { ReactNode } from "react";

type CardProps = {
  title?: string;
  badge?: ReactNode;
  aside?: ReactNode;
  label?: string;
  className?: string;
  children: ReactNode;
};

export function Card({ title, badge, aside, label, className = "", children }: CardProps) {
  return (
    <section className={`card ${className}`} aria-label={label ?? title}>
      {title !== undefined && (
        <header>
          <h2>{title}</h2>
          {badge}
          <span className="grow" />
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

export const PageHead = ({
  title,
  sub,
  children,
}: {
  title: ReactNode;
  sub?: ReactNode;
  children?: ReactNode;
}) => (
  <div className="page-head">
    <h1>{title}</h1>
    {sub !== undefined && <span className="text3">{sub}</span>}
    {children}
  </div>
);
