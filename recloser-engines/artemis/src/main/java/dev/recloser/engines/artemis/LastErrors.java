package dev.recloser.engines.artemis;

import dev.recloser.engine.Outcome.ErrorText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last error text of the newest few thousand failed jobs, for their listing. Locked by itself:
 * written by the broker's threads, read by the engine's.
 */
final class LastErrors {

  private static final int MAX = 5_000;

  private final Map<String, ErrorText> byJob =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ErrorText> eldest) {
          return size() > MAX;
        }
      };

  synchronized void put(String queue, String jobId, ErrorText error) {
    byJob.remove(key(queue, jobId));
    byJob.put(key(queue, jobId), error);
  }

  synchronized @Nullable String text(String queue, String jobId) {
    ErrorText error = byJob.get(key(queue, jobId));
    if (error == null) {
      return null;
    }
    return error.errorClass() == null
        ? error.message()
        : error.errorClass() + ": " + error.message();
  }

  private static String key(String queue, String jobId) {
    return queue + '\n' + jobId;
  }
}
