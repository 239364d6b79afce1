package dev.recloser.server.queues;

import dev.recloser.control.Control;
import dev.recloser.server.web.Success;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The snapshot's answer, made once per snapshot whoever asks: its bytes, plain and gzipped, and its
 * tag. The lock lets one thread make it while the others wait for the result.
 */
final class SnapshotBytes {

  private final Control control;
  private final JsonMapper json;
  private final String instance;
  private volatile Answer last = new Answer(-1, "", new byte[0], new byte[0]);

  /**
   * Answers for this control.
   *
   * @param instance told apart in the tag from an earlier life of the server
   */
  SnapshotBytes(Control control, JsonMapper json, String instance) {
    this.control = control;
    this.json = json;
    this.instance = instance;
  }

  /** Nobody changes or compares the arrays. */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(long version, String tag, byte[] plain, byte[] gzip) {}

  Answer newest() {
    var answer = last;
    return answer.version() == control.snapshot().version() ? answer : made();
  }

  private synchronized Answer made() {
    var snapshot = control.snapshot();
    if (last.version() != snapshot.version()) {
      var plain = json.writeValueAsBytes(Success.of(SnapshotJson.of(snapshot)));
      var tag = "\"%s-%d\"".formatted(instance, snapshot.version());
      last = new Answer(snapshot.version(), tag, plain, gzip(plain));
    }
    return last;
  }

  private static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
