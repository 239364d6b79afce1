package dev.recloser.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit log.
 *
 * @param action what, in lower case with underscores
 * @param target {@code main}, {@code engine/queue}, or what else was acted on
 * @param before the state before, in a short word; null where it has none
 * @param result {@code done}, {@code no_change}, {@code denied}, {@code conflict} or {@code failed}
 */
public record AuditEntry(
    Instant at,
    String actor,
    String action,
    String target,
    @Nullable String reason,
    @Nullable String before,
    @Nullable String after,
    String result,
    @Nullable String detail) {}
