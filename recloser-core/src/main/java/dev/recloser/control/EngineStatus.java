package dev.recloser.control;

import dev.recloser.engine.EngineInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An engine as viewers see it.
 *
 * @param lastOkAt when it answered last; null if never
 * @param error what went wrong last; null while it is up
 * @param nextTryAt when Recloser tries again; null while it is up
 * @param notices what operators should act on now
 */
public record EngineStatus(
    String id,
    EngineInfo info,
    Status status,
    @Nullable Instant lastOkAt,
    @Nullable String error,
    @Nullable Instant nextTryAt,
    int queues,
    List<String> notices) {

  /** Whether the engine answers. */
  public enum Status {
    /** It did not answer yet since Recloser started. */
    STARTING,
    /** It answers. */
    UP,
    /** It stopped answering. */
    DOWN
  }
}
