package dev.recloser.server.replay;

import dev.recloser.breaker.Policy;
import dev.recloser.control.QueueId;
import java.util.Map;

/** Where a replay's rules come from: those of a queue, some fields changed. */
@FunctionalInterface
interface PolicySource {

  /** The defaults, for as long as single fields cannot be set. */
  PolicySource DEFAULTS =
      (_, fields) -> {
        if (!fields.isEmpty()) {
          throw new UnknownFieldException(fields.keySet().iterator().next());
        }
        return Policy.DEFAULTS;
      };

  /**
   * The rules of a queue with these fields changed.
   *
   * @param fields key to value, as in the policy API
   * @throws UnknownFieldException naming the first one that is not known
   * @throws IllegalArgumentException when a value is out of range; the message names the field
   */
  Policy policy(QueueId queue, Map<String, Object> fields);

  /** A field that no policy has. */
  final class UnknownFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownFieldException(String field) {
      super(field + " cannot be set");
    }
  }
}
